"""The standing of a person through time, and the register as of a day."""
