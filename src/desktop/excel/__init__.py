"""Spreadsheets as such: reading any workbook into plain cells, writing safe lists, old Vietnamese fonts.

What the columns mean is read by the features (`people/importing`); report annexes are written by `documents`.
"""
