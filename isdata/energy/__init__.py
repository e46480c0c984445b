"""Energy efficiency measures and their monitoring."""
