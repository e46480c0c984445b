"""Generation of the sample parks from their drafts: `python -m sample_data.generate [FOLDER]`."""
