"""Programme of a facilitator with a park: missions, schedules, stories, visits, workshop, training and close-out."""
