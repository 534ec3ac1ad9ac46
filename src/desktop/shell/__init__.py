"""The window as a whole: start, log-in, main window with its pages, the crash window.

Each page stands in its feature's `gui/`; the list of pages is `pages.PAGES`.
"""
