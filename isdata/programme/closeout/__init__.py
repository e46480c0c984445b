"""Close-out of a programme: lessons and recommendations, hand-over check, and copies of the park for hand-over and for the public."""
