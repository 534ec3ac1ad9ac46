"""Asking which plan to take on, and whether it takes the place of one that is followed."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.accounts.office import Office
from desktop.errors import UserError
from desktop.plans.plan import Plan
from desktop.plans.queries import all_plans, find_plan, foreign_plan_words
from desktop.storage.fields import Field, Kind
from desktop.tasks.actions import adopt_plan
from desktop.tasks.queries import plan_choices
from desktop.tasks.succession.actions import succeed_plan
from desktop.tasks.succession.gui.succession_dialog import SuccessionDialog
from desktop.tasks.succession.links import replaced_plans
from desktop.tasks.succession.queries import propose_matches
from desktop.tasks.terms.actions import Since
from desktop.widgets import messages
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog

Done = Callable[[str], object]
"""Told the code of the plan that was taken on."""


def ask_plan(page: QWidget, office: Office, done: Done) -> None:
    """Ask which plan to take on; with an old one named, show what becomes of its unfinished tasks first."""
    today = date.today()  # noqa: DTZ011 - the calendar on the wall
    with office.read() as session:
        replaced = replaced_plans(session, today)
        followed = [pair for pair in plan_choices(session) if pair[0] not in replaced]
        taken = {code for code, _name in plan_choices(session)}
        plans = [plan for plan in all_plans(session) if plan.code not in taken]
    choices = {
        "plan": [(plan.code, f"{plan.name}: {plan.title}") for plan in plans],
        "followed": followed,
    }
    if not plans:
        messages.info(page, "Đơn vị đã nhận mọi kế hoạch đang có; kế hoạch khác thì bấm “Đọc từ văn bản…”.")
        return
    fields = [
        Field("plan", "Kế hoạch", Kind.CODE, required=True, codes="plan"),
        Field("on", "Ngày nhận", Kind.DATE, required=True),
    ]
    if followed:
        hint = "Để trống khi theo dõi cả hai"
        fields.append(Field("old", "Thay cho kế hoạch đang theo dõi", Kind.CODE, codes="followed", help=hint))
    form = FieldForm(tuple(fields), lambda field: choices[field.codes or ""], columns=1)

    def save(values: dict[str, object]) -> None:
        take_on(page, office, values, done)

    FormDialog(page, "Nhận kế hoạch", form, save).ask({"on": today.isoformat()})


def take_on(page: QWidget, office: Office, values: Mapping[str, object], done: Done) -> None:
    """Take the plan of a filled form on; with an old one named, first show what becomes of its tasks."""
    code, old = str(values["plan"] or ""), str(values.get("old") or "")
    on = date.fromisoformat(str(values["on"]))
    if old:
        _succeed(page, office, (old, code), on, done)
        return
    with office.read() as session:
        warning = foreign_plan_words(session, find_plan(session, code))

    def adopt() -> None:
        try:
            with office.write() as session:
                count = adopt_plan(session, find_plan(session, code), on)
        except UserError as wrong:
            messages.error(page, wrong)
            return
        done(code)
        messages.info(page, f"Đã nhận kế hoạch: {count} việc thuộc trách nhiệm của đơn vị.")

    if warning:
        messages.ask(page, warning, "Vẫn nhận", "Không nhận", adopt)
    else:
        adopt()


def _succeed(page: QWidget, office: Office, codes: tuple[str, str], on: date, done: Done) -> None:
    old_code, new_code = codes
    since = Since(on=on)
    with office.read() as session:
        new: Plan = find_plan(session, new_code)
        old_title = find_plan(session, old_code).title
        matches = propose_matches(session, old_code, new, date.fromisoformat(since.holds_from))

    def confirm(chosen: Mapping[str, str], why: str) -> None:
        with office.write() as session:
            carried = succeed_plan(session, new, old_code, since, chosen, why)
        done(new_code)
        messages.info(page, f"Đã thay kế hoạch: {carried} việc chuyển sang kế hoạch mới, còn lại đã đóng.")

    SuccessionDialog(page, new, old_title, matches, confirm).open()
