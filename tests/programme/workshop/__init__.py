"""Tests of the live workshop."""
