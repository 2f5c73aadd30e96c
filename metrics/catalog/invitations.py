"""invitations: invitations sent."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="invitations",
    title=N_("Invitations sent"),
    sub=N_("with or without a note"),
    how=N_(
        "Invitations to connect that we sent, as far as the export tells: LinkedIn keeps only recent and pending ones."
    ),
    figure="invitations",
    unit="count",
    networks=("linkedin",),
)
