"""What a guest may never read."""
