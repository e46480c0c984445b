"""Measures practice copies and checks."""
