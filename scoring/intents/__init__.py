"""What a message does: pitch, ask for a meeting, help, ask, bump; and how an answer sounds."""

from scoring.intents.judge import INBOUND_LABELS, OUTBOUND_LABELS, Inbound, Outbound, judge_inbound, judge_outbound
from scoring.intents.language import language

__all__ = ["INBOUND_LABELS", "OUTBOUND_LABELS", "Inbound", "Outbound", "judge_inbound", "judge_outbound", "language"]
