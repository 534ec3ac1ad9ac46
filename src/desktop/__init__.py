"""Sổ Trí thức: the register of intellectuals of a ward or commune office, offline.

Every sub-package is a room cut by feature; the README draws the tour of the house.
"""

__version__ = "0.1.0"
