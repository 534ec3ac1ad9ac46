"""The window that shows two records side by side and merges them."""
