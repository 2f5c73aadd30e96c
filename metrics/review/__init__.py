"""The weekly review: slides made of the figures of one calendar week, frozen as they were shown."""
