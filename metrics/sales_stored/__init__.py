"""Figures of sales over the workspace: frames read from it, the runner, their part of the report."""
