"""Commands on plans as such: the catalogue, and reading and keeping another plan's paper."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands
from desktop.errors import Invalid, NotFound, UserError
from desktop.plans.actions import keep_plan
from desktop.plans.catalogue import Plan, ReportDue, Target, Task, load_plan, load_plans
from desktop.plans.city_units import members, named_units, share_of
from desktop.plans.deadlines import Deadline
from desktop.plans.importing.draft import Draft, read_draft
from desktop.plans.queries import all_plans, find_plan
from desktop.text import partial_day

_HEAD_OPTIONS = {
    "code": "mã kế hoạch",
    "title": "tên kế hoạch",
    "issuer": "cơ quan ban hành",
    "number": "số ký hiệu",
    "issued": "ngày ban hành",
    "province": "mã tỉnh",
}
"""What stands at the head of a plan and may be given where the paper does not say it."""

_PERIODS = {"half_year": "Báo cáo 6 tháng", "year": "Báo cáo năm", "ad_hoc": "Báo cáo không định kỳ"}


def add_commands(commands: Commands) -> None:
    """Add the room's commands to the command line."""
    commands.add(
        "plans list",
        run_list,
        help="Các kế hoạch kèm theo chương trình; có --data thì cả kế hoạch đơn vị đã lưu",
        needs_office=False,
        takes_office=True,
    )
    show = commands.add(
        "plans show",
        run_show,
        help="Nhiệm vụ, chỉ tiêu, chế độ báo cáo của một kế hoạch",
        needs_office=False,
        takes_office=True,
    )
    show.add_argument("plan", metavar="KẾ_HOẠCH", help="mã kế hoạch, xem lệnh “plans list”")
    show.add_argument("--members", action="store_true", help="kê từng đơn vị trong các nhóm đơn vị")
    read = commands.add(
        "plans import",
        run_import,
        help="Đọc phụ lục của một kế hoạch khác thành bản nháp",
        needs_office=False,
    )
    read.add_argument("file", type=Path, metavar="TỆP", help="tệp .docx, .xlsx hoặc .txt")
    read.add_argument("--check", action="store_true", help="chỉ đọc thành bản nháp, không ghi gì vào sổ")
    keep = commands.add("plans keep", run_keep, help="Lưu kế hoạch đọc từ tệp để đơn vị nhận")
    keep.add_argument("file", type=Path, metavar="TỆP", help="tệp đã xem bằng “plans import”")
    for name, words in _HEAD_OPTIONS.items():
        keep.add_argument(
            f"--{name}", metavar=words.upper().replace(" ", "_"), help=f"{words}, nếu đọc chưa đúng"
        )


def run_list(_args: Namespace, office: Office | None = None) -> Answer:
    """List the shipped plans, and the office's own when there is an office."""
    plans = load_plans()
    if office is not None:
        with office.read() as session:
            plans = all_plans(session)
    return [plan_summary(plan) for plan in plans], "\n".join(_summary_line(plan) for plan in plans)


def run_show(args: Namespace, office: Office | None = None) -> Answer:
    """Show one plan: of those shipped, or of the office's own when there is an office."""
    if office is None:
        plan = _shipped(args.plan)
    else:
        with office.read() as session:
            plan = find_plan(session, args.plan)
    return plan_document(plan, members_too=args.members), "\n".join(_plan_lines(plan, args.members))


def _shipped(code: str) -> Plan:
    try:
        return load_plan(code)
    except NotFound as wrong:
        own = "Kế hoạch đơn vị tự lưu thì ghi thêm --data THƯ_MỤC và mật khẩu."
        raise NotFound(f"{wrong.message} {own}") from wrong


def run_import(args: Namespace) -> Answer:
    """Read the paper of another plan and show it with everything that was guessed."""
    draft = read_draft(args.file)
    return draft_document(draft), "\n".join(_draft_lines(draft))


def run_keep(args: Namespace, office: Office) -> Answer:
    """Read the paper of another plan and keep it among the office's plans."""
    given = {key: getattr(args, key) for key in _HEAD_OPTIONS if getattr(args, key)}
    draft = read_draft(args.file)
    plan = replace(draft.plan, **given)
    asked = plan.code
    try:
        with office.write() as session:
            plan = keep_plan(session, plan, args.file.name)
    except Invalid as wrong:
        options = ", ".join(f"--{name}" for name in _HEAD_OPTIONS)
        raise UserError(f"{wrong.message} Chỗ văn bản không ghi thì ghi thêm bằng: {options}.") from wrong
    taken = "" if plan.code == asked else f" (mã {asked} đã có kế hoạch khác dùng)"
    words = (
        f"Đã lưu kế hoạch {plan.code}{taken}: {len(plan.tasks)} nhiệm vụ; nhận bằng lệnh: "
        f"plans adopt {plan.code}"
    )
    return draft_document(replace(draft, plan=plan)), words


def draft_document(draft: Draft) -> dict[str, Any]:
    """Return a draft for JSON: the plan as `plans show` gives it, and the guesses with their places."""
    guesses = [{"where": guess.where, "text": guess.text} for guess in draft.guesses]
    return plan_document(draft.plan) | {"guesses": guesses}


def _draft_lines(draft: Draft) -> list[str]:
    count = f"Đọc được {len(draft.plan.tasks)} nhiệm vụ, {len(draft.plan.targets)} chỉ tiêu bằng số."
    guesses = [f"- {guess.where}: {guess.text}" for guess in draft.guesses]
    return [*_plan_lines(draft.plan), "", count, "", "CẦN XEM LẠI", "", *(guesses or ["(không có)"])]


def plan_summary(plan: Plan) -> dict[str, Any]:
    """Return a plan's head and how many tasks and targets it has, for JSON."""
    return {
        "code": plan.code,
        "title": plan.title,
        "issuer": plan.issuer,
        "number": plan.number,
        "issued": plan.issued,
        "province": plan.province,
        "tasks": len(plan.tasks),
        "targets": len(plan.targets),
    }


def plan_document(plan: Plan, *, members_too: bool = False) -> dict[str, Any]:
    """Return a whole plan for JSON; dates are ISO, what is absent is null.

    `lead_units` and `with_units` name each unit's codes in the list of units, none where it has no entry;
    `members_too` expands groups.
    """
    share = share_of(plan)
    province = plan.province if members_too else ""
    return plan_summary(plan) | {
        "units": {"named": share.named, "matched": share.found, "missing": list(share.missing)},
        "replaces": plan.replaces or None,
        "legal_bases": list(plan.legal_bases),
        "groups": [{"code": group.code, "title": group.title} for group in plan.groups],
        "tasks": [_task_document(task, plan.deadline_of(task), province) for task in plan.tasks],
        "targets": [_target_document(target) for target in plan.targets],
        "reports": [_report_document(report) for report in plan.reports],
        "general_duties": [
            {"place": duty.place, "addressee": duty.addressee, "text": duty.text}
            for duty in plan.general_duties
        ],
        "corrections": [
            {"place": slip.place, "scanned": slip.scanned, "corrected": slip.corrected}
            for slip in plan.corrections
        ],
    }


def units_document(texts: Sequence[str], province: str = "") -> list[dict[str, Any]]:
    """Return the units of a column for JSON, their members too when a province is given."""
    return [
        {"text": unit.text, "codes": list(unit.codes), "now": list(unit.now)}
        | (
            {"members": [{"code": code, "label": label} for code, label in members(unit.codes, province)]}
            if province
            else {}
        )
        for unit in named_units(texts)
    ]


def _task_document(task: Task, deadline: Deadline, province: str) -> dict[str, Any]:
    return {
        "code": task.code,
        "number": task.number,
        "group": task.group,
        "text": task.text,
        "lead": list(task.lead),
        "with": list(task.coordinators),
        "lead_units": units_document(task.lead, province),
        "with_units": units_document(task.coordinators, province),
        "result": task.result,
        "deadline": {
            "text": deadline.text,
            "kind": deadline.kind.value,
            "from": deadline.start.isoformat() if deadline.start else None,
            "to": deadline.end.isoformat() if deadline.end else None,
            "why": deadline.why,
        },
        "legal_source": task.legal_source,
        "note": task.note,
    }


def _target_document(target: Target) -> dict[str, Any]:
    return {
        "code": target.code,
        "text": target.text,
        "horizon": target.horizon,
        "comparator": target.comparator,
        "low": _plain_number(target.low),
        "high": _plain_number(target.high),
        "unit": target.unit,
        "per": target.per or None,
        "period_kind": target.period_kind,
        "measure": target.measure or None,
        "source": target.source,
    }


def _plain_number(value: float | None) -> float | int | None:
    """Write 12 rather than 12.0."""
    return int(value) if value is not None and value.is_integer() else value


def _report_document(report: ReportDue) -> dict[str, Any]:
    return {
        "period_kind": report.period_kind,
        "due": report.due or None,
        "before": report.before,
        "recipient": report.recipient,
        "sender": report.sender,
        "text": report.text,
        "source": report.source,
    }


def _summary_line(plan: Plan) -> str:
    head = f"{plan.code}: {plan.issuer}, {partial_day(plan.issued)}"
    return f"{head}, {len(plan.tasks)} nhiệm vụ, {len(plan.targets)} chỉ tiêu\n    {plan.title}"


def _plan_lines(plan: Plan, members_too: bool = False) -> list[str]:
    lines = [plan.title or "(chưa rõ tên kế hoạch)", *_issued_line(plan), "", "NHIỆM VỤ"]
    for group in plan.groups:
        lines += ["", f"{group.code}. {group.title}"]
        for task in plan.tasks:
            if task.group == group.code:
                lines += _task_lines(task, plan.deadline_of(task))
                lines += _member_lines(task, plan.province) if members_too else []
    lines += ["", f"CHỈ TIÊU ({len(plan.targets)})", ""]
    lines += [f"{target.code} [{target.horizon}] {target.text}{_asks(target)}" for target in plan.targets]
    lines += ["", "CHẾ ĐỘ BÁO CÁO", ""]
    lines += [_report_line(report) for report in plan.reports]
    return [*lines, "", _units_line(plan)]


def _issued_line(plan: Plan) -> list[str]:
    """Return who issued the plan under which number and when, as far as the paper says."""
    parts = [plan.issuer, plan.number and f"số {plan.number}"]
    parts.append(plan.issued and f"ban hành {partial_day(plan.issued)}")
    words = ", ".join(part for part in parts if part)
    return [words[:1].upper() + words[1:]] if words else []


def _units_line(plan: Plan) -> str:
    share = share_of(plan)
    missing = f"; chưa có trong danh mục: {'; '.join(share.missing)}" if share.missing else ""
    return f"Đơn vị nêu trong kế hoạch khớp danh mục: {share.found}/{share.named}{missing}."


def _member_lines(task: Task, province: str) -> list[str]:
    """Say who is meant by the groups of units of a task; wards are counted, there are many."""
    lines = []
    for unit in named_units((*task.lead, *task.coordinators)):
        single = members(unit.codes, province)
        wards = [code for code, _label in single if code.isdigit()]
        named = [label for code, label in single if not code.isdigit()]
        if len(single) > 1:
            counted = [f"{len(wards)} phường, xã, đặc khu"] if wards else []
            lines.append(f"      “{unit.text}” gồm: {', '.join([*named, *counted])}")
    return lines


def _task_lines(task: Task, deadline: Deadline) -> list[str]:
    lines = [f"  {task.code} {task.text}"]
    if task.lead:
        lines.append(f"      Chủ trì: {'; '.join(task.lead)}")
    if task.coordinators:
        lines.append(f"      Phối hợp: {'; '.join(task.coordinators)}")
    if task.result:
        lines.append(f"      Kết quả: {task.result}")
    if task.note:
        lines.append(f"      Ghi chú: {task.note}")
    return [*lines, f"      Thời hạn: {deadline.why}"]


def _asks(target: Target) -> str:
    return f" [{target.asks}]" if target.asks else ""


def _report_line(report: ReportDue) -> str:
    day = "/".join(reversed(report.due.split("-")))
    when = f", {'trước ' if report.before else ''}ngày {day}" if day else ""
    head = f"- {_PERIODS[report.period_kind]}{when}, gửi {report.recipient}"
    return f"{head}: “{report.text}” (mục {report.source})"
