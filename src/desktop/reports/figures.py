"""The figures of a report that are frozen with it: value, numerator, denominator and the uids behind them."""

from dataclasses import dataclass

from desktop.reports.data import ReportData


@dataclass(frozen=True)
class Figure:
    """One figure; `code` finds it again: `register.female`, `task.ĐN26.3`, `target.ĐN26.CT01`."""

    code: str
    label: str
    value: float | None
    state: str = ""
    numerator: float | None = None
    denominator: float | None = None
    uids: tuple[str, ...] = ()


def figures_of(data: ReportData) -> list[Figure]:
    """Return every figure that the report shows, in its order."""
    return [*_register(data), *_tasks(data), *_targets(data)]


def _register(data: ReportData) -> list[Figure]:
    return [
        Figure(f"register.{name}", label, value=len(uids), denominator=data.register.total, uids=uids)
        for name, label, uids in data.people
    ]


def _tasks(data: ReportData) -> list[Figure]:
    return [Figure(f"task.{line.code}", line.text, line.percent, line.state) for line in data.owed]


def _targets(data: ReportData) -> list[Figure]:
    return [
        Figure(f"target.{line.code}", line.text, line.value, line.state, line.numerator, line.denominator)
        for line in data.targets
    ]
