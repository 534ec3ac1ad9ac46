"""The register of intellectuals: records, their rules, the list, import from Excel, statistics.

Finding people as one types is asked of `search`; spreadsheets as such are read and written by `excel`.
"""
