"""Visits to companies: choice with reasons, and interviews whose answers become data once confirmed."""
