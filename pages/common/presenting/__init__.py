"""Presentation of views: large type without controls, keys, stories, and pictures that follow the data."""
