"""Commands on activities: record them, who took part, opinions and answers, figures, papers."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from desktop.accounts.office import Office
from desktop.activities.actions import FIELDS, change_activity, count_as_progress, record_activity
from desktop.activities.attending import Attendee, add_participants
from desktop.activities.figures import Span, activity_figures, uids_shown
from desktop.activities.listing import (
    MATCH_LABELS,
    ListedRow,
    Match,
    match_file,
    match_pasted,
    people_of_list,
)
from desktop.activities.opinions import change_opinion, record_opinion
from desktop.activities.profiles import fill_profiles
from desktop.activities.queries import (
    ActivityLine,
    Filter,
    OpinionLine,
    ParticipantLine,
    activity_facts,
    activity_lines,
    opinions,
    participants,
)
from desktop.activities.report import PAPERS, activity_paper
from desktop.activities.rules import PLANNED
from desktop.codelists import code_list
from desktop.commands import Answer, Commands, day_of, year_of
from desktop.errors import Invalid, Problem, UserError
from desktop.people.lists.queries import list_named
from desktop.people.normal import today
from desktop.text import clean, number

_STANDARD_INPUT = "-"
_ROLES = "tư cách tham dự: mã hoặc tên, ví dụ “báo cáo viên”"


def add_commands(commands: Commands) -> None:
    """Add the room's commands to the command line."""
    listing = commands.add("activities list", run_list, help="Xem các hoạt động với trí thức")
    listing.add_argument("--year", type=year_of, metavar="NĂM", help="chỉ một năm")
    listing.add_argument("--kind", metavar="LOẠI", help="chỉ một loại hoạt động, ghi mã hoặc tên")
    listing.add_argument("--plan", metavar="KẾ_HOẠCH", help="chỉ hoạt động phục vụ một kế hoạch")
    show = commands.add("activities show", run_show, help="Xem một hoạt động, người dự và ý kiến")
    show.add_argument("uid", metavar="UID")
    _add_writing(commands)
    _add_attending(commands)
    _add_opinions(commands)
    figures = commands.add("activities figures", run_figures, help="Số liệu hoạt động trong một khoảng ngày")
    figures.add_argument("--since", type=day_of, required=True, metavar="NGÀY", help="từ ngày (yyyy-mm-dd)")
    figures.add_argument("--until", type=day_of, metavar="NGÀY", help="đến ngày, mặc định hôm nay")
    figures.add_argument("--plan", default="", metavar="KẾ_HOẠCH", help="chỉ hoạt động phục vụ một kế hoạch")
    printing = commands.add(
        "activities print", run_print, help="Ghi danh sách của hoạt động ra PDF hoặc XLSX"
    )
    printing.add_argument("uid", metavar="UID")
    printing.add_argument("paper", metavar="GIẤY", choices=list(PAPERS), help=", ".join(PAPERS))
    printing.add_argument("out", type=Path, metavar="TỆP", help="tệp .pdf hoặc .xlsx")


def _add_writing(commands: Commands) -> None:
    values_help = (
        "ví dụ kind=đối_thoại title=… starts_on=2026-03-05; các trường: "
        f"{', '.join(f'{key} ({field.label})' for key, field in FIELDS.items())}"
    )
    record = commands.add("activities record", run_record, help="Ghi một hoạt động, hoặc sửa với --uid")
    record.add_argument("values", nargs="+", metavar="TRƯỜNG=GIÁ_TRỊ", help=values_help)
    record.add_argument("--uid", metavar="UID", help="sửa hoạt động này")
    record.add_argument(
        "--task", action="append", metavar="MÃ", help="nhiệm vụ mà hoạt động phục vụ, ghi được nhiều lần"
    )
    progress = commands.add("activities progress", run_progress, help="Ghi tiến độ nhiệm vụ từ một hoạt động")
    progress.add_argument("uid", metavar="UID")
    progress.add_argument("code", metavar="MÃ", help="mã nhiệm vụ")
    progress.add_argument("--percent", type=int, required=True, metavar="N", help="mức hoàn thành, 0–100")
    progress.add_argument("--note", required=True, metavar="KẾT_QUẢ", help="kết quả đã làm")
    profiles = commands.add(
        "activities profiles", run_profiles, help="Ghi lớp bồi dưỡng, khen thưởng vào hồ sơ khoa học"
    )
    profiles.add_argument("uid", metavar="UID")


def _add_attending(commands: Commands) -> None:
    attend = commands.add("activities attend", run_attend, help="Thêm người dự một hoạt động")
    attend.add_argument("uid", metavar="UID")
    whence = attend.add_mutually_exclusive_group(required=True)
    whence.add_argument("--person", action="append", metavar="UID", help="uid trong sổ, ghi được nhiều lần")
    whence.add_argument("--list", metavar="TÊN", help="mọi người của một danh sách đã lưu")
    whence.add_argument("--file", type=Path, metavar="TỆP", help="danh sách trong bảng tính")
    whence.add_argument("--names", type=Path, metavar="TỆP", help="tệp văn bản, mỗi dòng một họ tên hoặc số")
    attend.add_argument("--role", default="", metavar="TƯ_CÁCH", help=_ROLES)
    attend.add_argument("--absent", action="store_true", help="ghi là vắng mặt")
    attend.add_argument("--guests", action="store_true", help="người không có trong sổ thì ghi là khách")
    attend.add_argument("--check", action="store_true", help="chỉ xem đối chiếu, chưa ghi")


def _add_opinions(commands: Commands) -> None:
    opinion = commands.add("activities opinion", run_opinion, help="Ghi một ý kiến nêu tại hoạt động")
    opinion.add_argument("uid", metavar="UID", help="hoạt động")
    opinion.add_argument("text", metavar="Ý_KIẾN")
    who = opinion.add_mutually_exclusive_group()
    who.add_argument("--person", default="", metavar="UID", help="người nêu, có trong sổ")
    who.add_argument(
        "--by", metavar="-", help="người nêu, ngoài sổ: ghi “-” rồi gõ tên (đọc một dòng từ đầu vào chuẩn)"
    )
    opinion.add_argument("--field", metavar="LĨNH_VỰC", help="lĩnh vực, ghi mã hoặc tên")
    answer = commands.add("activities answer", run_answer, help="Chuyển hoặc trả lời một ý kiến")
    answer.add_argument("opinion", metavar="UID", help="ý kiến")
    answer.add_argument("--to", metavar="ĐƠN_VỊ", help="chuyển đến đơn vị")
    answer.add_argument("--text", metavar="TRẢ_LỜI", help="nội dung trả lời")
    answer.add_argument("--document", metavar="VĂN_BẢN", help="văn bản trả lời")
    answer.add_argument("--declined", action="store_true", help="không tiếp thu, --text nêu lý do")
    answer.add_argument(
        "--on", type=day_of, metavar="NGÀY", help="ngày chuyển hoặc trả lời, mặc định hôm nay"
    )


def run_list(args: Namespace, office: Office) -> Answer:
    """List activities, the newest first."""
    wanted = Filter(args.year or 0, _code("activity_kind", args.kind or ""), args.plan or "")
    with office.read() as session:
        lines = activity_lines(session, today(), wanted)
    words = [_line_words(line) for line in lines] or ["Chưa có hoạt động nào."]
    return [_line_document(line) for line in lines], "\n".join(words)


def run_show(args: Namespace, office: Office) -> Answer:
    """Show one activity."""
    with office.read() as session:
        facts = activity_facts(session, args.uid)
        people, said = participants(session, args.uid), opinions(session, today(), args.uid)
    document = {
        "uid": facts.uid,
        **facts.values,
        "tasks": [{"code": one.code, "plan": one.plan_code, "reported": one.reported} for one in facts.tasks],
        "participants": [_person_document(one) for one in people],
        "opinions": [_opinion_document(one) for one in said],
    }
    words = [f"{FIELDS[key].label}: {text}" for key, text in facts.texts.items() if text]
    words += [f"Nhiệm vụ: {one.code} {one.text}" for one in facts.tasks]
    words += [f"  {one.texts['name']} – {one.texts['role']}, {one.texts['attended']}" for one in people]
    words += [f"  [{one.state_label}] {one.texts['text']} ({one.uid})" for one in said]
    return document, "\n".join(words)


def run_record(args: Namespace, office: Office) -> Answer:
    """Record an activity, or change the one named."""
    values = _values(args.values)
    try:
        with office.write() as session:
            if args.uid:
                change_activity(session, args.uid, values, args.task)
            uid = args.uid or record_activity(session, {"state": PLANNED} | values, args.task or ())
            facts = activity_facts(session, uid)
    except Invalid as wrong:
        raise UserError(f"{wrong.message} Trên dòng lệnh đó là: {_typed(wrong.problems)}.") from wrong
    said = "Đã sửa" if args.uid else "Đã ghi"
    return {"uid": uid, **facts.values}, f"{said} hoạt động “{facts.values['title']}” ({uid})."


def run_progress(args: Namespace, office: Office) -> Answer:
    """Report progress of an activity on a task."""
    with office.write() as session:
        code = count_as_progress(session, args.uid, args.code, args.percent, args.note)
    return {"task": code, "percent": args.percent}, f"Đã ghi tiến độ {args.percent}% cho nhiệm vụ {code}."


def run_profiles(args: Namespace, office: Office) -> Answer:
    """Write trainings, awards and advice into the profiles."""
    with office.write() as session:
        filled = fill_profiles(session, args.uid)
    words = [f"{title}: đã thêm {count} dòng." for title, count in filled.added.items()]
    return {"added": filled.added, "left": list(filled.left)}, "\n".join([*words, *filled.left])


def run_attend(args: Namespace, office: Office) -> Answer:
    """Add people to an activity; rows of a list that are not sure are told and left out."""
    role = _code("participant_role", args.role)
    rows: Sequence[ListedRow] = ()
    if args.file or args.names:
        rows = _rows(args, office)
        added = [row.attendee(role=role) for row in rows if _is_added(row, guests=args.guests)]
    else:
        added = [Attendee(uid, role=role) for uid in _uids(args, office)]
    if args.absent:
        added = [_absent(one) for one in added]
    if added and not args.check:
        with office.write() as session:
            add_participants(session, args.uid, added)
    doubtful = [row for row in rows if not _is_added(row, guests=args.guests)]
    done = "Sẽ thêm" if args.check else "Đã thêm"
    words = [f"{done} {number(len(added))} người.", *map(_row_words, doubtful)]
    return {"added": len(added), "left": [_row_document(row) for row in doubtful]}, "\n".join(words)


def _rows(args: Namespace, office: Office) -> list[ListedRow]:
    with office.read() as session:
        if args.file:
            return match_file(session, args.uid, args.file)
        try:
            typed = args.names.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(
                f"Không đọc được tệp “{args.names.name}”; hãy lưu dạng văn bản UTF-8 rồi làm lại."
            ) from error
        return match_pasted(session, args.uid, typed)


def _uids(args: Namespace, office: Office) -> list[str]:
    if args.person:
        return list(args.person)
    with office.read() as session:
        return people_of_list(session, args.uid, list_named(session, args.list))


def _is_added(row: ListedRow, *, guests: bool) -> bool:
    return row.match is Match.FOUND or (guests and row.match is Match.UNKNOWN and bool(row.name))


def _absent(one: Attendee) -> Attendee:
    return Attendee(one.person_uid, one.name, one.position, one.workplace, one.role, 0)


def run_opinion(args: Namespace, office: Office) -> Answer:
    """Write down an opinion."""
    said_by = _typed_name(args.by) if args.by else None
    values = {"text": args.text, "said_by": said_by, "work_field": args.field}
    with office.write() as session:
        uid = record_opinion(session, args.uid, values, args.person)
    return {"uid": uid}, f"Đã ghi ý kiến ({uid})."


def _typed_name(given: str) -> str:
    """Return the name typed on standard input: an argument is seen in lists of processes."""
    if given != _STANDARD_INPUT:
        raise UserError(
            "Tên người không ghi trên dòng lệnh để khỏi lộ; hãy ghi --by - rồi gõ tên, hoặc --person UID."
        )
    if sys.stdin.isatty():
        sys.stderr.write("Người nêu ý kiến: ")
        sys.stderr.flush()
    name = clean(sys.stdin.readline())
    if not name:
        raise UserError("Chưa gõ tên người nêu ý kiến; hãy làm lại và gõ tên, hoặc bỏ --by.")
    return name


def run_answer(args: Namespace, office: Office) -> Answer:
    """Pass an opinion on, answer it, or both."""
    if not args.to and not args.text:
        raise UserError("Chưa ghi đơn vị nhận (--to) hay nội dung trả lời (--text); hãy ghi ít nhất một mục.")
    on = (args.on or today()).isoformat()
    values: dict[str, object] = {"passed_to": args.to, "passed_on": on} if args.to else {}
    if args.text:
        values |= {"answer": args.text, "answered_on": on, "declined": args.declined}
    if args.document:
        values["answer_document"] = args.document
    with office.write() as session:
        change_opinion(session, args.opinion, values)
        [line] = [one for one in opinions(session, today()) if one.uid == args.opinion]
    return _opinion_document(line), f"Ý kiến: {line.state_label}."


def run_figures(args: Namespace, office: Office) -> Answer:
    """Count activities, people and opinions of some days, with the uids behind each figure."""
    span = Span(args.since, args.until or today(), args.plan)
    if span.until < span.since:
        raise UserError("Ngày cuối trước ngày đầu; hãy kiểm tra lại hai ngày.")
    with office.read() as session:
        figures = activity_figures(session, span)
    document = [
        {
            "name": one.name,
            "label": one.label,
            "of": one.of,
            "count": one.count,
            "uids": list(uids_shown(one, office.actor)),
        }
        for one in figures
    ]
    words = [f"{one.count:>7}  {one.label}" for one in figures if one.count]
    return document, "\n".join(words) or "Không có hoạt động nào trong những ngày này."


def run_print(args: Namespace, office: Office) -> Answer:
    """Write one paper of an activity."""
    kind = args.out.suffix.lower()
    if kind not in (".pdf", ".xlsx"):
        raise UserError(
            f"Không ghi được dạng “{args.out.name}”; hãy đặt tên tệp kết thúc bằng .pdf hoặc .xlsx."
        )
    with office.read() as session:
        paper = activity_paper(session, args.uid, args.paper)
    if kind == ".pdf":
        from desktop.documents.pdf import write_pdf
        from desktop.documents.saving import save

        save(write_pdf(paper).data, args.out)
    else:
        from desktop.documents.xlsx import write_xlsx

        write_xlsx(paper, args.out)
    return {"file": args.out.name}, f"Đã ghi {args.out.name}."


def _values(given: Sequence[str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for one in given:
        key, mark, value = one.partition("=")
        if not mark or key not in FIELDS:
            raise UserError(f"Không hiểu “{one}”; hãy ghi TRƯỜNG=GIÁ_TRỊ với trường là {', '.join(FIELDS)}.")
        values[key] = value
    return values


def _typed(problems: Sequence[Problem]) -> str:
    """Name the fields that refusals speak of as they are typed: their keys beside their labels."""
    said = " ".join(problem.message for problem in problems).casefold()
    keys = {problem.field for problem in problems}
    named = [key for key, field in FIELDS.items() if key in keys or field.label.casefold() in said]
    return ", ".join(f"{key} ({FIELDS[key].label})" for key in named)


def _code(codes: str, typed: str) -> str:
    if not typed:
        return ""
    found = code_list(codes).match(clean(typed))
    if found is None:
        labels = ", ".join(code.label for code in code_list(codes).codes)
        raise UserError(f"“{typed}” không có trong danh mục; hãy chọn trong: {labels}.")
    return found


def _line_words(line: ActivityLine) -> str:
    counted = f"{line.came} người dự, {line.opinions} ý kiến"
    return f"{line.uid}  {line.days}  {line.state_label}  {line.title} ({line.kind_label}; {counted})"


def _line_document(line: ActivityLine) -> dict[str, Any]:
    return {
        "uid": line.uid,
        "kind": line.kind,
        "state": line.state,
        "title": line.title,
        "starts_on": line.starts_on.isoformat(),
        "ends_on": _iso(line.ends_on),
        "place": line.place,
        "listed": line.listed,
        "came": line.came,
        "opinions": line.opinions,
        "answered": line.answered,
    }


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _person_document(one: ParticipantLine) -> dict[str, Any]:
    return {"uid": one.uid, "person": one.person_uid or None, **one.values}


def _opinion_document(one: OpinionLine) -> dict[str, Any]:
    return {"uid": one.uid, "person": one.person_uid or None, "state": one.state.value, **one.values}


def _row_words(row: ListedRow) -> str:
    whom = "; ".join(one.words for one in row.candidates) if row.is_unsure else ""
    return f"  dòng {row.row}: {row.name} – {MATCH_LABELS[row.match]}{f' ({whom})' if whom else ''}"


def _row_document(row: ListedRow) -> dict[str, Any]:
    return {
        "row": row.row,
        "name": row.name,
        "match": row.match.value,
        "candidates": [one.uid for one in row.candidates],
    }
