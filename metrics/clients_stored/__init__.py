"""Figures of clients over the workspace: what they are read from, and what the page Clients tells of them."""
