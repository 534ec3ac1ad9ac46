"""The one journal: every change of every row, once, in the same transaction, chained by hash.

History, undo, the access log and the proof for the department are views of it. No feature writes to it by
hand: triggers on every connection do (`triggers`), and nothing can be changed outside an act (`acts`).
"""
