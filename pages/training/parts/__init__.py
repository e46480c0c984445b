"""Parts of the pages of the training."""
