"""Parts of the pages on synergies: finding, judging, agreeing and carrying through."""
