"""Finding people as one types: words in any order with or without accents, numbers by first or last digits.

The index is kept by triggers of the schema; this room knows tables and ids, not the register's records.
"""
