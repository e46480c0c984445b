"""Makes the sample parks out of their drafts: `python -m sample_data.generate [FOLDER]`."""
