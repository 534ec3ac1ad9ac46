"""Taking over people copied in a spreadsheet or in a table of Word, straight from the clipboard."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.accounts.office import Office
from desktop.errors import UserError
from desktop.people.importing.gui.import_dialog import show_list
from desktop.people.importing.reading import PASTED, pasted_book
from desktop.widgets import messages


def ask_paste(parent: QWidget, office: Office) -> None:
    """Show what the copied list would change; say what to do when nothing was copied."""
    try:
        book = pasted_book(QGuiApplication.clipboard().text())
    except UserError as wrong:
        messages.error(parent, wrong)
        return
    show_list(parent, office, PASTED, lambda _job: book)
