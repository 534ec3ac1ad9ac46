"""Backups of the office: made, verified, listed and restored.

Copying a live database is `storage.snapshot`; what may be undone without a backup is `journal`.
"""
