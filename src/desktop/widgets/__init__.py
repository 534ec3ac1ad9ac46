"""Pieces of windows that know fields but no feature: theme, icons, forms, tables, cards, charts, jobs, doors.

The only door to the user is `messages`, the only one to file dialogs `files`. What a page shows and does
stands in each feature's `gui/`; the main window in `shell`. Nothing here opens the database.
"""
