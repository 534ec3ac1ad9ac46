"""Packages up to the department and what becomes of them there: make, verify, preview, merge.

The container and its signatures are `signing`; what a report says is `reports`.
"""
