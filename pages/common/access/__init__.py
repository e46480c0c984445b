"""Access control around the app: connected visitors, their sessions and files, and their permitted requests."""
