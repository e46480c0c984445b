"""The guard around the app: who is connected, what belongs to them, and what they may ask of the server."""
