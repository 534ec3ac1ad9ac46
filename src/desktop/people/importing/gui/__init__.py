"""The window of an import: choosing a list, its preview, taking it over."""
