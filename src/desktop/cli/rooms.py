"""The rooms that offer commands, in the order of the help text."""

from collections.abc import Callable

import desktop.accounts.cli
import desktop.activities.cli
import desktop.backup.cli
import desktop.cli.demo
import desktop.cli.office
import desktop.exchange.cli
import desktop.exchange.list_cli
import desktop.indicators.cli
import desktop.people.cli
import desktop.people.counting.cli
import desktop.people.duplicates.cli
import desktop.people.importing.cli
import desktop.people.lists.cli
import desktop.people.profile.cli
import desktop.people.profile.papers_cli
import desktop.people.quality.cli
import desktop.people.standing.cli
import desktop.plans.cli
import desktop.reports.changes_cli
import desktop.reports.cli
import desktop.reports.letters.cli
import desktop.reports.register.cli
import desktop.reports.ward_plan_cli
import desktop.signing.cli
import desktop.tasks.cli
import desktop.tasks.terms.cli
import desktop.tasks.ward_plan.cli
import desktop.tasks.workdays.cli
from desktop.commands import Commands

ROOMS: tuple[Callable[[Commands], None], ...] = (
    desktop.cli.office.add_commands,
    desktop.plans.cli.add_commands,
    desktop.people.importing.cli.add_commands,
    desktop.people.cli.add_commands,
    desktop.people.lists.cli.add_commands,
    desktop.people.profile.cli.add_commands,
    desktop.people.profile.papers_cli.add_commands,
    desktop.people.duplicates.cli.add_commands,
    desktop.people.standing.cli.add_commands,
    desktop.people.quality.cli.add_commands,
    desktop.people.counting.cli.add_commands,
    desktop.tasks.cli.add_commands,
    desktop.tasks.ward_plan.cli.add_commands,
    desktop.reports.ward_plan_cli.add_commands,
    desktop.tasks.terms.cli.add_commands,
    desktop.tasks.workdays.cli.add_commands,
    desktop.activities.cli.add_commands,
    desktop.indicators.cli.add_commands,
    desktop.reports.changes_cli.add_commands,
    desktop.reports.cli.add_commands,
    desktop.reports.register.cli.add_commands,
    desktop.reports.letters.cli.add_commands,
    desktop.signing.cli.add_commands,
    desktop.exchange.cli.add_commands,
    desktop.exchange.list_cli.add_commands,
    desktop.accounts.cli.add_commands,
    desktop.backup.cli.add_commands,
    desktop.cli.demo.add_commands,
)
