"""Parts of the workshop pages."""
