"""Choosing, keeping and shaping lists on screen."""
