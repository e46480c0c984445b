"""Optimal allocation of supplies to demands, and the value of scarce streams."""
