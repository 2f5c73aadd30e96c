"""What clients tell: who buys again, who is left alone, whose profit carries the rest. Values only; no database."""
