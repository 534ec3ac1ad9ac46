"""One plan takes the place of another: its unfinished tasks are carried on by the new one's, or closed.

Progress stays where it was entered; a task of the new plan shows it through its link. Not here: reading a
plan (`plans`), taking one on for the first time (`tasks.actions`).
"""
