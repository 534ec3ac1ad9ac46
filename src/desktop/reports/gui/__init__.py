"""The page of reports: compose, freeze, preview, export."""
