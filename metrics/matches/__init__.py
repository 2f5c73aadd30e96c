"""Matches: contacts that may be somebody in the CRM, what the program linked by itself, and how sure that is."""
