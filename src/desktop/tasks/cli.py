"""Commands on what the office must do: adopt a plan, list tasks, report progress, see what falls due."""

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands, count_of, day_of, year_of
from desktop.paths import atomic_write
from desktop.plans.queries import find_plan
from desktop.tasks.actions import (
    AS_PLANNED,
    change_role,
    extend_yearly,
    report_progress,
)
from desktop.tasks.evidence import (
    EvidenceFile,
    EvidenceLine,
    evidence_file,
    evidence_of,
    free_names,
    read_evidence,
)
from desktop.tasks.queries import TaskLine, counts_by_state, list_obligations, progress_of
from desktop.tasks.reminders import Reminder, upcoming
from desktop.tasks.rules import STATE_LABELS
from desktop.tasks.succession import cli as succession
from desktop.tasks.telling import task_document, task_words
from desktop.tasks.units import ROLE_LABELS, TaskRole
from desktop.tasks.week_cli import add_commands as add_week
from desktop.text import day


def add_commands(commands: Commands) -> None:
    """Add the room's commands to the command line."""
    succession.add_commands(commands)
    add_week(commands)
    listing = commands.add("tasks list", run_list, help="Xem nhiệm vụ và tình trạng")
    listing.add_argument(
        "--on", type=day_of, metavar="NGÀY", help="tính đến ngày (yyyy-mm-dd), mặc định hôm nay"
    )
    listing.add_argument("--plan", metavar="KẾ_HOẠCH", help="chỉ một kế hoạch")
    _add_progress(commands)
    _add_evidence(commands)
    _add_changes(commands)
    due = commands.add("tasks upcoming", run_upcoming, help="Xem việc sắp đến hạn")
    due.add_argument("--on", type=day_of, metavar="NGÀY", help="tính từ ngày (yyyy-mm-dd), mặc định hôm nay")
    due.add_argument("--days", type=count_of, default=30, metavar="SỐ_NGÀY", help="trong bao nhiêu ngày tới")


def _add_progress(commands: Commands) -> None:
    parser = commands.add("tasks progress", run_progress, help="Báo cáo tiến độ một nhiệm vụ")
    parser.add_argument("code", metavar="MÃ", help="mã nhiệm vụ, ví dụ ĐN26.3 hoặc ĐN26.17@2026")
    parser.add_argument("--percent", type=int, metavar="N", help="mức hoàn thành, 0–100")
    parser.add_argument("--done", type=int, metavar="N", help="việc đếm được: số đã làm, tính ra phần trăm")
    parser.add_argument("--of", type=int, metavar="N", dest="whole", help="trên tổng số")
    parser.add_argument("--unit", metavar="ĐƠN_VỊ", dest="counted", help="đơn vị đếm: lớp, văn bản…")
    parser.add_argument("--note", required=True, metavar="KẾT_QUẢ", help="kết quả đã làm")
    parser.add_argument(
        "--on", type=day_of, metavar="NGÀY", help="ngày báo cáo (yyyy-mm-dd), mặc định hôm nay"
    )
    parser.add_argument("--evidence", metavar="VĂN_BẢN", help="văn bản, tài liệu chứng minh")
    parser.add_argument(
        "--file",
        type=Path,
        action="append",
        default=[],
        metavar="TỆP",
        help="tệp minh chứng, ghi được nhiều lần",
    )
    parser.add_argument("--difficulty", metavar="KHÓ_KHĂN", help="khó khăn, vướng mắc")
    parser.add_argument("--proposal", metavar="KIẾN_NGHỊ", help="kiến nghị, đề xuất")


def _add_evidence(commands: Commands) -> None:
    parser = commands.add(
        "tasks evidence", run_evidence, help="Xem và lấy ra tệp minh chứng của một nhiệm vụ"
    )
    parser.add_argument("code", metavar="MÃ")
    parser.add_argument("--out", type=Path, metavar="THƯ_MỤC", help="ghi các tệp vào thư mục này")
    parser.add_argument(
        "--on", type=day_of, metavar="NGÀY", help="năm của nhiệm vụ hằng năm, mặc định năm nay"
    )


_ROLES = "; ".join(f"{role} – {label.lower()}" for role, label in ROLE_LABELS.items())


def _add_changes(commands: Commands) -> None:
    role = commands.add("tasks role", run_role, help="Đổi vai trò của đơn vị ở một nhiệm vụ")
    role.add_argument("code", metavar="MÃ")
    role.add_argument(
        "role",
        choices=[*(role.value for role in TaskRole), AS_PLANNED],
        metavar="VAI_TRÒ",
        help=f"{_ROLES}; {AS_PLANNED} – trở lại vai trò suy ra từ kế hoạch",
    )
    role.add_argument("--why", required=True, metavar="LÝ_DO")
    later = commands.add(
        "tasks add-year",
        run_add_year,
        help="Mở thêm năm cho nhiệm vụ hằng năm khi kế hoạch không ghi năm cuối",
    )
    later.add_argument("year", type=year_of, metavar="NĂM", help="đến hết năm này")


def day_given(day: date | None) -> date:
    """Return the day of an argument, today when it was not given."""
    return day or date.today()  # noqa: DTZ011 - the calendar on the wall


def run_list(args: Namespace, office: Office) -> Answer:
    """List obligations with their states."""
    with office.read() as session:
        if args.plan:
            find_plan(session, args.plan)  # an unknown plan is a slip, not a plan without tasks
        lines = list_obligations(session, day_given(args.on), args.plan)
    counts = counts_by_state(lines)
    summary = ", ".join(f"{STATE_LABELS[state].lower()} {count}" for state, count in counts.items() if count)
    words = [*map(task_words, lines), f"Tổng hợp: {summary or 'chưa có nhiệm vụ nào'}."]
    return [task_document(line) for line in lines], "\n".join(words)


def run_progress(args: Namespace, office: Office) -> Answer:
    """Add one report of progress and show the task as it then stands."""
    on = day_given(args.on)
    files = [read_evidence(path) for path in args.file]
    with office.write() as session:
        code = report_progress(
            session,
            args.code,
            percent=args.percent,
            done=args.done,
            whole=args.whole,
            counted=args.counted,
            note=args.note,
            on=on,
            evidence=args.evidence,
            difficulty=args.difficulty,
            proposal=args.proposal,
            files=files,
        )
        line = _one(list_obligations(session, on), code)
        newest = progress_of(session, code, on)[0]
    later = ""
    if newest.on > on:
        later = (
            f"\nĐã có báo cáo ngày {day(newest.on)} ({newest.percent}%) sau ngày này; tình trạng từ ngày đó "
            "theo báo cáo mới hơn."
        )
    return task_document(line), f"Đã ghi tiến độ.\n{task_words(line)}{later}"


def run_evidence(args: Namespace, office: Office) -> Answer:
    """List the files that prove a task, and write them into a folder when one is given."""
    with office.read() as session:
        lines = evidence_of(session, args.code, day_given(args.on))
        written = [
            _write(evidence_file(session, line.uid), args.out, name) for line, name in _named(args, lines)
        ]
    document = [{"uid": line.uid, "name": line.name, "size": line.size} for line in lines]
    words = [line.words for line in lines] or ["Chưa có tệp minh chứng nào."]
    return document, "\n".join([*words, *(f"Đã ghi {path}" for path in written)])


def _named(args: Namespace, lines: list[EvidenceLine]) -> list[tuple[EvidenceLine, str]]:
    if args.out is None:
        return []
    return list(free_names(lines, [path.name for path in args.out.glob("*")]))


def _write(file: EvidenceFile, folder: Path, name: str) -> Path:
    with atomic_write(folder / name) as temporary:
        temporary.write_bytes(file.content)
    return folder / name


def run_role(args: Namespace, office: Office) -> Answer:
    """Change our part in a task."""
    with office.write() as session:
        code = change_role(session, args.code, args.role, args.why)
        line = _one(list_obligations(session, day_given(None)), code)
    return task_document(line), f"Đã đổi vai trò.\n{task_words(line)}"


def run_add_year(args: Namespace, office: Office) -> Answer:
    """Add the yearly obligations up to a year; the window does so by itself when an office is opened."""
    with office.write() as session:
        added = extend_yearly(session, args.year)
    if not added:
        return {"added": 0}, f"Nhiệm vụ hằng năm đến năm {args.year} đã có đủ nên không thêm nhiệm vụ nào."
    return {"added": added}, f"Đã thêm {added} nhiệm vụ hằng năm đến năm {args.year}."


def run_upcoming(args: Namespace, office: Office) -> Answer:
    """List what falls due."""
    with office.read() as session:
        found = upcoming(session, day_given(args.on), args.days)
    words = "\n".join(f"{day(one.due_on)}  {one.code:<22} {one.text}" for one in found)
    return [_reminder_document(one) for one in found], words or "Không có việc nào đến hạn."


def _reminder_document(one: Reminder) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "plan": one.plan_code,
        "code": one.code,
        "text": one.text,
        "due_on": one.due_on.isoformat(),
        "days_left": one.days_left,
        "working_days_left": one.working_days_left,
        "period": one.period or None,
        "why": one.why,
    }


def _one(lines: list[TaskLine], code: str) -> TaskLine:
    return next(line for line in lines if line.code == code)
