"""The outreach rules, one a module. A rule is given a `scoring.conversation.Talk` and a `scoring.setting.Setting`."""

from scoring.rule import Rule
from scoring.rules.follow_up_pressure import RULE as FOLLOW_UP_PRESSURE
from scoring.rules.follow_up_too_soon import RULE as FOLLOW_UP_TOO_SOON
from scoring.rules.message_shouting import RULE as MESSAGE_SHOUTING
from scoring.rules.message_unfilled_slot import RULE as MESSAGE_UNFILLED_SLOT
from scoring.rules.message_wrong_name import RULE as MESSAGE_WRONG_NAME
from scoring.rules.opener_copied import RULE as OPENER_COPIED
from scoring.rules.opener_link import RULE as OPENER_LINK
from scoring.rules.opener_pitch import RULE as OPENER_PITCH
from scoring.rules.opener_too_long import RULE as OPENER_TOO_LONG
from scoring.rules.opener_too_short import RULE as OPENER_TOO_SHORT
from scoring.rules.opt_out_ignored import RULE as OPT_OUT_IGNORED
from scoring.rules.reply_pitch import RULE as REPLY_PITCH
from scoring.rules.reply_waiting import RULE as REPLY_WAITING

RULES: tuple[Rule, ...] = (
    OPT_OUT_IGNORED,
    MESSAGE_WRONG_NAME,
    MESSAGE_UNFILLED_SLOT,
    REPLY_PITCH,
    OPENER_PITCH,
    OPENER_COPIED,
    FOLLOW_UP_PRESSURE,
    FOLLOW_UP_TOO_SOON,
    OPENER_TOO_LONG,
    OPENER_TOO_SHORT,
    OPENER_LINK,
    MESSAGE_SHOUTING,
    REPLY_WAITING,
)
