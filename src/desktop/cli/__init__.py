"""The command line: collects the rooms' commands, opens the office, prints one answer or one sentence.

It runs without a display and without PySide6. What a command does stands in its room's `cli.py`.
"""
