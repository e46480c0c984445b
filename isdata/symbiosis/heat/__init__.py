"""Heat recovery between streams by temperature and hour, and heat pipes between companies."""
