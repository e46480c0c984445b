"""Forty phones and three walls in a hall, against budgets."""
