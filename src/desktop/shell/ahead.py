"""Loading in a thread what the user will want next, so that no click waits for Python to read its modules."""

import gc


def load_rooms() -> None:
    """Load what opening an office needs, while the password is typed; nothing of Qt is here."""
    import desktop.accounts.office
    import desktop.accounts.queries
    import desktop.documents.charts
    import desktop.shell.overview
    import desktop.shell.overview_pulse
    import desktop.tasks.actions  # noqa: F401


def load_pages() -> None:
    """Load the other pages and what they need, while the first one is looked at; makes no widget."""
    import desktop.activities.gui.activities_page
    import desktop.exchange.gui.exchange_page
    import desktop.indicators.gui.targets_page
    import desktop.people.counting.gui.statistics_page
    import desktop.people.gui.people_page
    import desktop.reports.gui.reports_page
    import desktop.shell.settings_page
    import desktop.tasks.gui.tasks_page  # noqa: F401
    from desktop.codelists import code_list, list_names

    for name in list_names():
        code_list(name)  # kept from then on
    gc.freeze()  # looking through all this for circles that nobody uses any more would hold the window up
