"""Missions: the steps that a facilitator carries through with a park, and the meetings on the way.

`programme` starts missions from templates, which are rows of the same tables without a park, and closes them at their
gate; `meetings` keeps agenda, minutes, decisions and actions.
"""
