"""The profile in the window: its sections as lists, one row in a dialog."""
