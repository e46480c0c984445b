"""Tests mirror the wings of isdata."""
