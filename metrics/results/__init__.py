"""The Results page as values (`page` and what it is made of), the rows behind a figure, the team's leads and deals."""
