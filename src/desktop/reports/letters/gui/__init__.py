"""The window that makes a letter: what it is about, how it looks, its number."""
