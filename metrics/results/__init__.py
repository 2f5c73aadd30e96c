"""The Results page as values: figures and parts (`page`, `parts`), the rows behind a figure (`rows`)."""
