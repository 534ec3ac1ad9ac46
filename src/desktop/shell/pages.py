"""The pages of the main window, in the order of the sidebar; plain imports, made when first shown."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.accounts.gui.office_page import OfficePage
from desktop.accounts.office import Office
from desktop.shell.preferences import Preferences


@dataclass(frozen=True)
class PageEntry:
    """One line of the sidebar and how its page is made."""

    key: str
    title: str
    icon: str
    make: Callable[[Office, Preferences], OfficePage]


def _overview(office: Office, _preferences: Preferences) -> OfficePage:
    from desktop.shell.overview_page import OverviewPage

    return OverviewPage(office)


def _people(office: Office, _preferences: Preferences) -> OfficePage:
    from desktop.people.gui.people_page import PeoplePage

    return PeoplePage(office)


def _tasks(office: Office, preferences: Preferences) -> OfficePage:
    from desktop.reports.baseline import baseline_choices, baseline_of
    from desktop.tasks.gui.changes_dialog import FrozenReports
    from desktop.tasks.gui.task_views import Remembered
    from desktop.tasks.gui.tasks_page import TasksPage

    def print_plan(parent: QWidget, plan_code: str) -> None:
        from desktop.reports.gui.issue_plan_dialog import IssuePlanDialog

        IssuePlanDialog(parent, office, plan_code).open()

    whose = Remembered(preferences.settings.week_of, lambda code: preferences.keep(week_of=code))
    return TasksPage(office, print_plan, FrozenReports(baseline_choices, baseline_of), whose)


def _activities(office: Office, _preferences: Preferences) -> OfficePage:
    from desktop.activities.gui.activities_page import ActivitiesPage

    return ActivitiesPage(office)


def _targets(office: Office, _preferences: Preferences) -> OfficePage:
    from desktop.indicators.gui.targets_page import TargetsPage

    return TargetsPage(office)


def _statistics(office: Office, _preferences: Preferences) -> OfficePage:
    from desktop.people.counting.gui.statistics_page import StatisticsPage

    return StatisticsPage(office)


def _reports(office: Office, _preferences: Preferences) -> OfficePage:
    from desktop.reports.gui.reports_page import ReportsPage

    return ReportsPage(office)


def _exchange(office: Office, _preferences: Preferences) -> OfficePage:
    from desktop.exchange.gui.exchange_page import ExchangePage

    return ExchangePage(office)


def _settings(office: Office, preferences: Preferences) -> OfficePage:
    from desktop.shell.settings_page import SettingsPage

    return SettingsPage(office, preferences)


PAGES: tuple[PageEntry, ...] = (
    PageEntry("overview", "Tổng quan", "home", _overview),
    PageEntry("people", "Trí thức", "people", _people),
    PageEntry("tasks", "Kế hoạch – nhiệm vụ", "tasks", _tasks),
    PageEntry("activities", "Hoạt động", "activity", _activities),
    PageEntry("targets", "Chỉ tiêu", "target", _targets),
    PageEntry("statistics", "Thống kê", "chart", _statistics),
    PageEntry("reports", "Báo cáo", "report", _reports),
    PageEntry("exchange", "Ký số – gói dữ liệu", "sign", _exchange),
    PageEntry("settings", "Cài đặt", "settings", _settings),
)
