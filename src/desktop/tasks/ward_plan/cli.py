"""Commands on the office's own plan: draft it, list, add, change, money, progress, officers, its words."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from typing import Any

from desktop.accounts.office import Office
from desktop.codelists import label_of
from desktop.commands import Answer, Commands, day_of
from desktop.errors import UserError
from desktop.storage.fields import Field
from desktop.tasks.rules import STATE_LABELS
from desktop.tasks.ward_plan.actions import (
    add_officer,
    change_own_task,
    draft_plan,
    record_own_task,
    remove_own_task,
    report_own_progress,
    retire_officer,
    spend,
    write_words,
)
from desktop.tasks.ward_plan.changes import changes_since
from desktop.tasks.ward_plan.lookup import SHORT
from desktop.tasks.ward_plan.passages import drafted_texts
from desktop.tasks.ward_plan.queries import OwnLine, WardPlanView, officers, ward_plan
from desktop.tasks.ward_plan.rules import money, task_fields, text_fields

_VALUES = "TRƯỜNG=GIÁ_TRỊ"


def add_commands(commands: Commands) -> None:
    """Add the room's commands to the command line."""
    _with_plan(commands.add("tasks own-draft", run_draft, help="Lập dự thảo kế hoạch của đơn vị"))
    listing = commands.add("tasks own-list", run_list, help="Xem kế hoạch của đơn vị")
    _with_plan(listing)
    keys = ", ".join(field.key for field in task_fields())
    adding = commands.add("tasks own-add", run_add, help="Thêm một việc vào kế hoạch của đơn vị")
    _with_plan(adding)
    adding.add_argument("values", nargs="+", metavar=_VALUES, help=f"các trường: {keys}")
    changing = commands.add("tasks own-change", run_change, help="Sửa một việc trong kế hoạch của đơn vị")
    changing.add_argument("task", metavar="MÃ_VIỆC", help="mã ở lệnh own-list")
    changing.add_argument("values", nargs="+", metavar=_VALUES, help=f"các trường: {keys}")
    removing = commands.add("tasks own-remove", run_remove, help="Bỏ một việc khỏi kế hoạch của đơn vị")
    removing.add_argument("task", metavar="MÃ_VIỆC")
    _add_entries(commands)
    _add_officers(commands)
    wording = commands.add("tasks own-words", run_words, help="Xem, sửa lời văn kế hoạch của đơn vị")
    _with_plan(wording)
    texts = ", ".join(field.key for field in text_fields())
    wording.add_argument("values", nargs="*", metavar=_VALUES, help=f"các phần: {texts}")


def _add_entries(commands: Commands) -> None:
    spending = commands.add("tasks own-spend", run_spend, help="Ghi một khoản chi cho một việc")
    spending.add_argument("task", metavar="MÃ_VIỆC")
    spending.add_argument("amount", metavar="SỐ_TIỀN", help="đồng, ví dụ 5.000.000 hoặc “5 triệu”")
    spending.add_argument("--document", required=True, metavar="CHỨNG_TỪ")
    spending.add_argument("--note", metavar="NỘI_DUNG")
    progress = commands.add("tasks own-progress", run_progress, help="Ghi tiến độ một việc của kế hoạch")
    progress.add_argument("task", metavar="MÃ_VIỆC")
    progress.add_argument("--percent", type=int, required=True, metavar="N", help="mức hoàn thành, 0–100")
    progress.add_argument("--note", required=True, metavar="KẾT_QUẢ")
    progress.add_argument("--document", metavar="VĂN_BẢN")
    for parser in (spending, progress):
        parser.add_argument("--on", type=day_of, metavar="NGÀY", help="yyyy-mm-dd, mặc định hôm nay")


def _add_officers(commands: Commands) -> None:
    """Add the commands on officers, whose names may be arguments.

    They are public servants named in decisions of the office; people of the register never are arguments.
    """
    commands.add("tasks own-officers", run_officers, help="Xem cán bộ có thể phụ trách việc")
    adding = commands.add("tasks own-officer-add", run_officer_add, help="Thêm cán bộ phụ trách")
    adding.add_argument("full_name", metavar="HỌ_TÊN")
    adding.add_argument("--section", required=True, metavar="PHÒNG", help="mã hoặc tên phòng, đơn vị")
    adding.add_argument("--position", metavar="CHỨC_VỤ")
    leaving = commands.add("tasks own-officer-remove", run_officer_remove, help="Thôi phân công một cán bộ")
    leaving.add_argument("full_name", metavar="HỌ_TÊN")


def _with_plan(parser: ArgumentParser) -> None:
    parser.add_argument("--plan", required=True, metavar="KẾ_HOẠCH", help="mã kế hoạch của cấp trên đã nhận")


def run_draft(args: Namespace, office: Office) -> Answer:
    """Draft own tasks for what the city asks."""
    with office.write() as session:
        added = draft_plan(session, args.plan, _today())
    view = _view(office, args.plan)
    said = f"Đã thêm {added} việc vào dự thảo." if added else "Mọi nhiệm vụ được giao đã có việc tương ứng."
    return {"added": added, **plan_document(view)}, f"{said}\n{plan_words(view)}"


def run_list(args: Namespace, office: Office) -> Answer:
    """Show the plan with states and money."""
    view = _view(office, args.plan)
    return plan_document(view), plan_words(view)


def run_add(args: Namespace, office: Office) -> Answer:
    """Add one own task; codes may be given as codes or as labels, dates and money as people write them."""
    values = _values(task_fields(), args.values)
    with office.write() as session:
        uid = record_own_task(session, args.plan, values, _today())
    return _one(office, args.plan, uid, "Đã thêm việc.")


def run_change(args: Namespace, office: Office) -> Answer:
    """Change fields of one own task."""
    values = _values(task_fields(), args.values)
    with office.write() as session:
        change_own_task(session, args.task, values, _today())
    return {"changed": sorted(values)}, "Đã sửa việc."


def run_remove(args: Namespace, office: Office) -> Answer:
    """Take one own task out."""
    with office.write() as session:
        remove_own_task(session, args.task)
    return {"removed": args.task}, "Đã bỏ việc khỏi kế hoạch; có thể hoàn tác trong nhật ký."


def run_spend(args: Namespace, office: Office) -> Answer:
    """Enter money spent; says when it goes over what was planned."""
    on = args.on or _today()
    values = {
        "spent_on": on.isoformat(),
        "amount": args.amount,
        "document": args.document,
        "note": args.note,
    }
    with office.write() as session:
        plan_code = spend(session, args.task, values, _today())
    return _one(office, plan_code, args.task, "Đã ghi khoản chi.")


def run_progress(args: Namespace, office: Office) -> Answer:
    """Add a report of progress on an own task."""
    on = args.on or _today()
    values = {
        "reported_on": on.isoformat(),
        "percent": args.percent,
        "note": args.note,
        "document": args.document,
    }
    with office.write() as session:
        plan_code = report_own_progress(session, args.task, values, _today())
    return _one(office, plan_code, args.task, "Đã ghi tiến độ.")


def run_officers(_args: Namespace, office: Office) -> Answer:
    """List who can answer for tasks."""
    with office.read() as session:
        found = officers(session)
    return [vars(one) for one in found], "\n".join(one.label for one in found) or "Chưa có cán bộ nào."


def run_officer_add(args: Namespace, office: Office) -> Answer:
    """Add somebody who can answer for tasks."""
    values = {"full_name": args.full_name, "section": args.section, "position": args.position}
    with office.write() as session:
        uid = add_officer(session, values, _today())
    return {"uid": uid}, "Đã thêm cán bộ."


def run_officer_remove(args: Namespace, office: Office) -> Answer:
    """Take somebody off the list."""
    with office.write() as session:
        retire_officer(session, args.full_name)
    return {"removed": args.full_name}, "Đã thôi phân công cán bộ; các việc cũ vẫn giữ tên."


def run_words(args: Namespace, office: Office) -> Answer:
    """Show the plan's words, changed first when values are given; an empty value gives a part back."""
    if args.values:
        values = _values(text_fields(), args.values)
        with office.write() as session:
            write_words(session, args.plan, values, _today())
    view = _view(office, args.plan)
    said = drafted_texts(view) | {key: text for key, text in view.texts.items() if text}
    words = "\n\n".join(f"{field.label.upper()}\n{said[field.key]}" for field in text_fields())
    return {key: {"text": text, "own": bool(view.texts[key])} for key, text in said.items()}, words


def plan_document(view: WardPlanView) -> dict[str, Any]:
    """Return the whole plan for JSON; money in đồng."""
    changes = changes_since(view.versions[-1], view) if view.versions else []
    return {
        "plan": view.plan.code,
        "tasks": [task_document(line) for line in view.lines],
        "planned": view.planned,
        "spent": view.spent,
        "by_source": dict(view.planned_by_source),
        "undrafted": [line.task_code for line in view.undrafted],
        "asked_by": view.asked_by.code if view.asked_by else None,
        "versions": [
            {"version": one.number, "issued_on": one.issued_on.isoformat(), "paper": one.paper}
            for one in view.versions
        ],
        "changes": [vars(one) for one in changes],
    }


def task_document(line: OwnLine) -> dict[str, Any]:
    """Return one own task for JSON; dates are ISO."""
    return {
        "uid": line.uid,
        "number": line.number,
        "task": line.task_code or None,
        "text": line.text,
        "section": line.section_label,
        "officer": line.officer or None,
        "with": list(line.coordinators),
        "deadline": line.deadline,
        "from": line.starts_on or None,
        "to": line.ends_on or None,
        "result": line.result,
        "money": {"source": line.source or None, "planned": line.planned, "spent": line.spent},
        "state": line.state.value,
        "why": line.why,
        "percent": line.percent,
        "remarks": list(line.remarks),
    }


def plan_words(view: WardPlanView) -> str:
    """Return the plan as people read it on a terminal."""
    if not view.lines:
        return "Kế hoạch của đơn vị chưa có việc nào; hãy chạy lệnh tasks own-draft hoặc tasks own-add."
    lines = [text for line in view.lines for text in _task_words(line)]
    sums = f"Kinh phí dự kiến {money(view.planned)}, đã chi {money(view.spent)}."
    by_source = [f"  {label}: {money(sum_)}" for label, sum_ in view.planned_by_source]
    issued = [f"Bản {one.number}: {one.paper}" for one in view.versions]
    missing = (
        [f"Còn {len(view.undrafted)} nhiệm vụ được giao chưa có việc tương ứng."] if view.undrafted else []
    )
    return "\n".join([*lines, sums, *by_source, *missing, *issued])


def _task_words(line: OwnLine) -> list[str]:
    city = f"[{line.task_code}] " if line.task_code else ""
    state = f"{STATE_LABELS[line.state]:<15} {line.percent:>3}%"
    head = f"{line.number:>3}  {line.uid[-SHORT:]}  {state}  {city}{line.text}"
    planned = f"{money(line.planned)} ({label_of('money_source', line.source)})" if line.planned else ""
    detail = "; ".join(filter(None, (line.section_label, line.officer, line.deadline, planned)))
    return [head, f"{'':<15}{detail}", *(f"{'':<15}! {remark}" for remark in line.remarks)]


def _one(office: Office, plan_code: str, uid: str, said: str) -> Answer:
    line = next(one for one in _view(office, plan_code).lines if one.uid.endswith(uid.strip().lower()))
    return task_document(line), "\n".join([said, *_task_words(line)])


def _view(office: Office, plan_code: str) -> WardPlanView:
    with office.read() as session:
        return ward_plan(session, plan_code, _today())


def _values(fields: Sequence[Field], typed: Sequence[str]) -> dict[str, object]:
    known = [field.key for field in fields]
    values: dict[str, object] = {}
    for one in typed:
        key, mark, value = one.partition("=")
        if not mark or key not in known:
            raise UserError(
                f"Không hiểu “{one}”; hãy ghi trường=giá trị với một trong các trường: {', '.join(known)}."
            )
        values[key] = value
    return values


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the calendar on the wall
