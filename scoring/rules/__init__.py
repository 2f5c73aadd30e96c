"""The outreach rules, one a module."""

from scoring.rule import Rule

RULES: tuple[Rule, ...] = ()
