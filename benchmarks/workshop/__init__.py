"""Benchmark of a workshop with forty phones and three walls, compared with budgets."""
