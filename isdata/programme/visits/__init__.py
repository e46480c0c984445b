"""Visits to companies: which ones to choose and why, and interviews whose answers become data once confirmed."""
