"""What the pages share: language, data, controls, and ways to show things."""
