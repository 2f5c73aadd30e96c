"""acceptance_rate: invitations that were accepted."""

from data.words import N_
from metrics.metric import Metric

METRIC = Metric(
    id="acceptance_rate",
    title=N_("Invitations accepted"),
    sub=N_("within 30 days"),
    how=N_(
        "Invitations we sent that became a contact within 30 days, of all we sent. Those younger than 30 days"
        " are left out. LinkedIn’s export keeps only recent and pending invitations, so the share is a lower "
        "bound."
    ),
    figure="acceptance_rate",
    better="up",
    maturity=30,
    networks=("linkedin",),
)
