"""The profile checks: one check a module, each ending in RULE, its id made of the module's name."""

from scoring.profile import (
    address_unreadable,
    banner,
    company_unlike_team,
    headline_default,
    headline_missing,
    headline_no_buyer,
    job_seeking,
    no_contact,
    photo,
    position_missing,
    recommendations,
    silence,
    skills_thin,
    summary_about_self,
    summary_cliches,
    summary_missing,
    summary_short,
    team_consistency,
)
from scoring.rule import ProfileRule

PROFILE_RULES: tuple[ProfileRule, ...] = (
    job_seeking.RULE,
    headline_missing.RULE,
    headline_default.RULE,
    headline_no_buyer.RULE,
    summary_missing.RULE,
    summary_short.RULE,
    summary_about_self.RULE,
    summary_cliches.RULE,
    position_missing.RULE,
    company_unlike_team.RULE,
    team_consistency.RULE,
    no_contact.RULE,
    recommendations.RULE,
    skills_thin.RULE,
    silence.RULE,
    address_unreadable.RULE,
    photo.RULE,
    banner.RULE,
)
"""In the order of a visit: what a buyer meets first stands first."""
