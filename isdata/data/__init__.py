"""Contracts, units, database, import and export, languages, history and disclosure control."""
