"""Windows of the office's own plan."""
