"""Investment planning and resilience."""
