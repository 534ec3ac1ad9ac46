"""The sections of reports as officers wrote them: kept while they write, held against new data.

The drafts that the data give are written in `reports.sections`; the window is `reports.gui.compose_dialog`.
"""
