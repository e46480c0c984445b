"""Benchmark of practice copies and exercise checks."""
