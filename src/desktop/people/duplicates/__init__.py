"""Records that may be one person: finding them, merging, taking a merge back."""
