"""The programme that a facilitator carries through with a park: at present, the live workshop."""
