"""Conversations as values: the list, one talk with its marks and its story, one person over networks."""
