"""Counting people: figures of the register and cross tables as of a day."""
