"""What the checks and the parts of a score are called."""

from data.words import N_
from scoring.profile import PROFILE_RULES
from scoring.rule import ProfileRule

RULES: dict[str, ProfileRule] = {rule.id: rule for rule in PROFILE_RULES}
PARTS = {"trust": N_("trust"), "clarity": N_("clarity"), "proof": N_("proof"), "contact": N_("contact")}
FIELDS = {
    "headline": N_("headline"),
    "summary": N_("summary"),
    "position": N_("position"),
    "title": N_("position"),
    "company": N_("company"),
    "post": N_("post"),
    "websites": N_("link"),
    "recommendations": N_("recommendations"),
    "skills": N_("skills"),
    "acts": N_("activity"),
    "slug": N_("address"),
    "photo": N_("photo"),
    "banner": N_("banner"),
}
SIGNS = {
    "passed": ("good", "check_circle", N_("passed")),
    "improve": ("watch", "error", N_("improve")),
    "failed": ("stop", "cancel", N_("failed")),
    "unknown": ("none", "help", N_("unknown")),
}
"""State of a check -> tone, icon, word."""
