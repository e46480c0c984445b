"""Chains of exchanges from company to company, with the treatment in between."""
