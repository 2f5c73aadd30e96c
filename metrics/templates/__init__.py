"""Texts that went to many: which they are, how alike their copies are, what came back."""
