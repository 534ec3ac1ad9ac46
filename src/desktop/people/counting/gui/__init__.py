"""The page of statistics: the table with its figures, the chart beside it, the people behind a figure."""
