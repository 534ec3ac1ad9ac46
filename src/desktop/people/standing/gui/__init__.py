"""The window of a person's standings."""
