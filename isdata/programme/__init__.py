"""The programme that a facilitator carries through with a park: missions, the live workshop and the training."""
