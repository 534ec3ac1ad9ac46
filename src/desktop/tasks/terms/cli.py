"""Commands on a task's term: the guidance it waited for, extensions, returned results, all papers of one."""

from argparse import Namespace
from collections.abc import Callable
from datetime import date
from typing import Any

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands, count_of, day_of
from desktop.tasks.queries import list_obligations
from desktop.tasks.telling import task_document, task_words
from desktop.tasks.terms.actions import Since, extend_deadline, give_guidance, return_result
from desktop.tasks.terms.queries import PaperLine, papers_of
from desktop.text import day

_EFFECT = "có hiệu lực từ ngày (yyyy-mm-dd); mặc định và sớm nhất là hôm nay"


def add_commands(commands: Commands) -> None:
    """Add `tasks guidance|extension|return|papers`."""
    guided = commands.add("tasks guidance", run_guidance, help="Nhập văn bản hướng dẫn mà nhiệm vụ chờ")
    guided.add_argument("codes", nargs="+", metavar="MÃ", help="một hoặc nhiều nhiệm vụ cùng văn bản")
    guided.add_argument("--document", required=True, metavar="VĂN_BẢN", help="số, ký hiệu văn bản")
    guided.add_argument("--date", type=day_of, required=True, metavar="NGÀY", help="ngày văn bản")
    guided.add_argument("--issuer", metavar="CƠ_QUAN", help="cơ quan ban hành")
    guided.add_argument("--title", metavar="TRÍCH_YẾU", help="trích yếu nội dung")
    guided.add_argument("--due", type=day_of, metavar="NGÀY", help="hạn cuối mà văn bản đặt ra")
    guided.add_argument("--days", type=count_of, metavar="SỐ", help="hoặc số ngày kể từ ngày văn bản")
    guided.add_argument("--working", action="store_true", help="số ngày là ngày làm việc")
    guided.add_argument("--on", type=day_of, metavar="NGÀY", help=_EFFECT)
    granted = commands.add("tasks extension", run_extension, help="Ghi gia hạn một nhiệm vụ")
    granted.add_argument("code", metavar="MÃ")
    granted.add_argument("due", type=day_of, metavar="NGÀY", help="hạn mới (yyyy-mm-dd)")
    granted.add_argument("--document", required=True, metavar="VĂN_BẢN", help="văn bản cho gia hạn")
    granted.add_argument("--date", type=day_of, required=True, metavar="NGÀY", help="ngày văn bản")
    granted.add_argument("--reason", required=True, metavar="LÝ_DO")
    granted.add_argument("--on", type=day_of, metavar="NGÀY", help=_EFFECT)
    sent = commands.add("tasks return", run_return, help="Ghi kết quả bị cấp trên trả lại")
    sent.add_argument("code", metavar="MÃ")
    sent.add_argument("--by", required=True, metavar="CƠ_QUAN", help="cơ quan trả lại")
    sent.add_argument("--reason", required=True, metavar="LÝ_DO", help="lý do, nội dung phải làm lại")
    sent.add_argument("--date", type=day_of, metavar="NGÀY", help="ngày trả lại, mặc định hôm nay")
    sent.add_argument("--document", metavar="VĂN_BẢN", help="văn bản trả lại, nếu có")
    sent.add_argument(
        "--accepted", type=count_of, default=0, metavar="N", help="mức còn được công nhận (%%), mặc định 0"
    )
    papers = commands.add("tasks papers", run_papers, help="Xem hướng dẫn, gia hạn, trả lại của một nhiệm vụ")
    papers.add_argument("code", metavar="MÃ")


def run_guidance(args: Namespace, office: Office) -> Answer:
    """Enter one paper for one or several tasks, as one act."""
    values = {
        "document": args.document,
        "issued_on": args.date.isoformat(),
        "issuer": args.issuer,
        "title": args.title,
        "due_on": args.due.isoformat() if args.due else None,
        "days": args.days,
        "working": args.working,
    }
    since = Since(on=args.on)
    return _enter(
        office, since, lambda session: [give_guidance(session, one, values, since) for one in args.codes]
    )


def run_extension(args: Namespace, office: Office) -> Answer:
    """Enter an extension."""
    values = {
        "due_on": args.due.isoformat(),
        "document": args.document,
        "issued_on": args.date.isoformat(),
        "reason": args.reason,
    }
    since = Since(on=args.on)
    return _enter(office, since, lambda session: [extend_deadline(session, args.code, values, since)])


def run_return(args: Namespace, office: Office) -> Answer:
    """Enter that a result was sent back."""
    since = Since()
    values = {
        "returned_on": (args.date or since.entered).isoformat(),
        "issuer": args.by,
        "document": args.document,
        "reason": args.reason,
        "accepted": args.accepted,
    }
    return _enter(office, since, lambda session: [return_result(session, args.code, values, since)])


def run_papers(args: Namespace, office: Office) -> Answer:
    """List the papers about one task's term."""
    with office.read() as session:
        lines = papers_of(session, args.code, _today())
    words = "\n".join(f"{day(line.on)}  {line.words}{_who(line)}" for line in lines)
    return [_document(line) for line in lines], words or "Nhiệm vụ này chưa có văn bản nào về thời hạn."


def _enter(office: Office, since: Since, enter: Callable[[Any], list[str]]) -> Answer:
    on = date.fromisoformat(since.holds_from)
    with office.write() as session:
        codes = enter(session)
        lines = [line for line in list_obligations(session, on) if line.code in codes]
    documents = [task_document(line) for line in lines]
    note = f"Đã ghi; tính từ ngày {day(on)}, tình trạng của các ngày trước không đổi."
    words = "\n".join([note, *map(task_words, lines)])
    return (documents[0] if len(documents) == 1 else documents), words


def _document(line: PaperLine) -> dict[str, Any]:
    return {
        "uid": line.uid,
        "kind": line.kind,
        "on": line.on.isoformat(),
        "words": line.words,
        "reason": line.reason,
        "entered_by": line.entered_by,
    }


def _who(line: PaperLine) -> str:
    return f" [{line.entered_by}]" if line.entered_by else ""


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the calendar on the wall
