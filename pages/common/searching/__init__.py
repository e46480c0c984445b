"""Search for everything that has a name, and for pages by the question they answer."""
