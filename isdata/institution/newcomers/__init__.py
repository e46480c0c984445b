"""Newcomers of a park: their inventory, exchanges with companies, limits that they meet, and offers to them."""
