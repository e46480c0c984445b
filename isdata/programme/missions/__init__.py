"""Missions of a park, with their steps and meetings.

`programme` starts missions from templates, which are rows of the same tables without a park, and closes them at their
gate; `meetings` stores agenda, minutes, decisions and actions.
"""
