"""Benchmark of a workshop with forty phones and three main screens, compared with budgets."""
