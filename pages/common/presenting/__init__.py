"""Presentation of views: large type without controls, keyboard navigation, stories, and automatic updates."""
