"""The pages there are, in the order of the menu."""

from data.words import N_
from pages import (
    attribution,
    clients,
    conversations,
    coverage,
    draft,
    imports,
    matches,
    profiles,
    results,
    review,
    scorecard,
    search,
    settings,
    tasks,
    team,
    templates,
    welcome,
)
from pages.ui.page import Page

GROUPS = {"team": N_("Team"), "outreach": N_("Outreach"), "results": N_("Results"), "data": N_("Data")}
PAGES: tuple[Page, ...] = (
    welcome.PAGE,
    team.PAGE,
    review.PAGE,
    profiles.PAGE,
    scorecard.PAGE,
    templates.PAGE,
    conversations.PAGE,
    draft.PAGE,
    search.PAGE,
    results.PAGE,
    attribution.PAGE,
    clients.PAGE,
    tasks.PAGE,
    imports.PAGE,
    coverage.PAGE,
    matches.PAGE,
    settings.PAGE,
)
