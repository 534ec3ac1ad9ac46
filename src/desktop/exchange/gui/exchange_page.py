"""Signing and packages in three tabs: sign and send, verify any file, and the department's merging."""

from typing import ClassVar

from PySide6.QtWidgets import QTabWidget

from desktop.accounts.gui.office_page import OfficePage
from desktop.accounts.office import Office
from desktop.accounts.queries import unit_of
from desktop.exchange.gui.merge_tab import MergeTab
from desktop.exchange.gui.sign_tab import SignTab
from desktop.exchange.gui.verify_tab import VerifyTab


class ExchangePage(OfficePage):
    """Holds the tabs; a ward sees signing and verifying, a department merging too."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"snapshot", "snapshot_file", "sent_package", "received_package"}
    )

    def __init__(self, office: Office) -> None:
        super().__init__("Ký số – gói dữ liệu", office)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Ký số, kiểm tra và gói dữ liệu")
        self.signing, self.verifying = SignTab(office), VerifyTab(office.folder)
        self.tabs.addTab(self.signing, "Ký và làm gói")
        self.tabs.addTab(self.verifying, "Kiểm tra tệp")
        with office.read() as session:
            kind = unit_of(session).kind
        self.merging = MergeTab(office) if kind == "department" else None
        if self.merging:
            self.tabs.insertTab(0, self.merging, "Nhận gói của phường, xã")
            self.tabs.setCurrentIndex(0)
        self.add(self.tabs, 1)

    def refresh(self) -> None:
        """Read frozen reports and packages anew."""
        super().refresh()
        self.signing.refresh()
        if self.merging:
            self.merging.refresh()
