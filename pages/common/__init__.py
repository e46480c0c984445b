"""Shared parts of the pages: language, data, controls, and display."""
