"""Preferences of this machine's user: look, font size, last data folder. Nothing personal, nothing secret.

What belongs to the office itself (name, signer, seal) stands in its database, in `accounts`.
"""

from desktop.settings.store import Settings, load_settings, save_settings

__all__ = ["Settings", "load_settings", "save_settings"]
