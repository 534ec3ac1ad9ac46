"""The window about the quality of the register."""
