"""The standing of people through time (at work, retired, moved away …), and the register as of a day."""
