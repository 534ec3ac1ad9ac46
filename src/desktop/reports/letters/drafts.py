"""What each letter says: its words and tables from the office's data, in the layout of NĐ 30/2020/NĐ-CP."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy.orm import Session

from desktop.accounts.queries import UnitFacts, unit_of
from desktop.accounts.units import bare_name, full_name, issuer_lines, signing_lines
from desktop.documents.model import (
    Align,
    Annex,
    Block,
    Column,
    Letterhead,
    Paragraph,
    Report,
    Row,
    Signer,
    Table,
)
from desktop.errors import UserError
from desktop.plans.citation import full_title, short_title
from desktop.plans.queries import find_plan
from desktop.reports.actions import Paper
from desktop.reports.letters.guests import GuestList, guests_of
from desktop.reports.letters.late import late_tasks, names_of_wards
from desktop.reports.letters.outline import LetterOutline, load_letter
from desktop.reports.models import LETTER
from desktop.reports.periods import parse_period
from desktop.reports.queries import get_snapshot, report_of
from desktop.reports.register.actions import usual_notation
from desktop.text import day, long_day

KINDS = ("forward", "reminder", "invitation", "honours")
_ANSWER_DAYS = 7
_MOST_IN_HEAD = 5
_STT = Column("STT", 0.5, Align.CENTER, 0)


@dataclass(frozen=True)
class LetterWish:
    """What the user wants to send; which fields count depends on the kind.

    `report` is the uid of a frozen report to forward. `plan`, `period` and `to` are those of a reminder:
    sections or officers of a ward, wards of a department. `activity` (uid) or `people` (name of a saved
    list) say who is invited or honoured, the rest words that the activity does not tell.
    """

    kind: str
    report: str = ""
    plan: str = ""
    period: str = ""
    to: tuple[str, ...] = ()
    due: date | None = None
    activity: str = ""
    people: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Said:
    """What one kind of letter adds to the words every letter knows."""

    words: Mapping[str, str]
    made: Mapping[str, Block] = field(default_factory=dict)
    plan_code: str = ""
    addressees: tuple[str, ...] = ()
    annex: Table | None = None


def draft_letter(session: Session, wish: LetterWish, on: date) -> Paper:
    """Return the letter as it would be frozen on a day.

    Raises UserError when there is nothing to write about or an outline has an unknown placeholder, NotFound.
    """
    unit = unit_of(session)
    maker = _MAKERS.get(wish.kind)
    if maker is None:
        raise UserError(f"Không có loại văn bản “{wish.kind}”; hãy chọn một trong: {', '.join(KINDS)}.")
    outline = load_letter(outline_name(wish.kind, unit.kind))
    said = maker(session, wish, on, unit)
    report = _paper(unit, outline, said)
    return Paper(
        report=report,
        kind=f"{LETTER}{wish.kind}",
        plan_code=said.plan_code,
        period=on.isoformat(),
        starts_on=on,
        cut_off=on,
        facts={"letter": {"kind": wish.kind, "report": wish.report, "activity": wish.activity}},
    )


def outline_name(kind: str, unit_kind: str) -> str:
    """Return which outline a kind of letter has in this office."""
    return "reminder_department" if (kind, unit_kind) == ("reminder", "department") else kind


def _paper(unit: UnitFacts, outline: LetterOutline, said: _Said) -> Report:
    words = {"unit": full_name(unit.name), "bare_unit": bare_name(unit.name), **said.words}
    addressees = tuple(
        one
        for line in outline.addressees
        for one in (said.addressees if line == "{each}" else (outline.filled(line, words),))
    )
    if len(addressees) > _MOST_IN_HEAD and outline.many:
        addressees = (outline.filled(outline.many, words),)
    annexes: tuple[Annex, ...] = ()
    if said.annex is not None:
        title = " ".join(outline.filled(outline.annex_title, words).split())
        count = Paragraph(f"Danh sách có {_two(len(said.annex.rows))} {_what(outline)}.", italic=True)
        annexes = (Annex(title, (said.annex, count)),)
    recipients = tuple(
        outline.filled(line, words) for line in outline.recipients if line != "Như trên" or addressees
    )
    return Report(
        letterhead=Letterhead(
            parent=unit.parent,
            issuer=issuer_lines(unit.name),
            notation=usual_notation(unit, outline.type_code),
            place=unit.place,
            name=full_name(unit.name),
        ),
        kind=outline.type_name,
        subject=outline.filled(outline.subject, words),
        body=outline.blocks(words, said.made),
        signer=Signer(signing_lines(unit.authority, unit.leader_title), unit.leader_name),
        addressees=addressees,
        recipients=(*recipients, ", ".join(filter(None, ("Lưu: VT", unit.drafting_section)))),
        annexes=annexes,
        keywords=(unit.code, outline.kind),
    )


def _what(outline: LetterOutline) -> str:
    return "đơn vị" if outline.kind == "reminder" else "người"


def _forward(session: Session, wish: LetterWish, _on: date, _unit: UnitFacts) -> _Said:
    snapshot = get_snapshot(session, wish.report)
    report = report_of(snapshot)
    head = report.letterhead
    if head.number is None or head.on is None:
        raise UserError(
            f"“{report.title}” chưa có số văn bản nên chưa gửi được; hãy chốt lại và lấy số văn bản đi trước."
        )
    return _Said(
        {
            "plan_full": full_title(find_plan(session, snapshot.plan_code)),
            "report": report.kind.capitalize(),
            "report_number": f"{head.number:02d}/{head.notation}",
            "report_day": long_day(head.on),
            "report_subject": _small(report.subject),
            "recipient": "; ".join(report.addressees) or wish.words.get("recipient", ""),
        },
        plan_code=snapshot.plan_code,
    )


def _reminder(session: Session, wish: LetterWish, on: date, unit: UnitFacts) -> _Said:
    plan = find_plan(session, wish.plan)
    words = {
        "plan": short_title(plan),
        "plan_full": full_title(plan),
        "as_of": day(on),
        "due": day(wish.due or on + timedelta(days=_ANSWER_DAYS)),
    }
    if unit.kind == "department":
        names = names_of_wards(wish.to)
        words |= {"period": parse_period(wish.period).label, "count": _two(len(names))}
        rows = tuple(Row((place, name)) for place, name in enumerate(names, 1))
        many = len(names) > _MOST_IN_HEAD
        annex = Table((_STT, Column("Đơn vị", 5)), rows, code="don_vi") if many else None
        return _Said(words, plan_code=plan.code, addressees=names, annex=annex)
    late, who = late_tasks(session, plan.code, wish.to, on)
    columns = (
        _STT,
        Column("Nhiệm vụ", 4),
        Column("Phụ trách", 1.7),
        Column("Thời hạn", 1.2, Align.CENTER),
        Column("Mức hoàn thành (%)", 1, Align.CENTER, 0),
    )
    rows = tuple(
        Row((place, one.text, one.who, one.deadline, one.percent)) for place, one in enumerate(late, 1)
    )
    words |= {"count": _two(len(late)), "addressees": ", ".join(who)}
    return _Said(words, {"tasks": Table(columns, rows, code="nhiem_vu_cham")}, plan.code, who)


def _invitation(session: Session, wish: LetterWish, _on: date, _unit: UnitFacts) -> _Said:
    found = guests_of(session, wish.activity, wish.people)
    words = _meeting_words(found, wish)
    columns = (_STT, Column("Họ và tên", 2.2), Column("Chức vụ", 1.8), Column("Nơi công tác", 2.6))
    rows = tuple(
        Row((place, one.name, one.position, one.workplace)) for place, one in enumerate(found.people, 1)
    )
    for key, name in (("meeting", "tên cuộc gặp mặt"), ("when", "thời gian")):
        if not words[key]:
            raise UserError(f"Giấy mời còn thiếu {name}; hãy ghi thêm rồi làm lại.")
    return _Said(words, annex=Table(columns, rows, code="khach_moi"))


def _honours(session: Session, wish: LetterWish, _on: date, unit: UnitFacts) -> _Said:
    found = guests_of(session, wish.activity, wish.people, honoured=bool(wish.activity))
    head = "Giám đốc" if unit.kind == "department" else "Chủ tịch UBND"
    usual = f"Giấy khen của {head} {bare_name(unit.name)}" if unit.kind != "department" else "Giấy khen"
    words = _meeting_words(found, wish) | {"award": wish.words.get("award", "") or usual}
    columns = (
        _STT,
        Column("Họ và tên", 2),
        Column("Năm sinh", 0.8, Align.CENTER),
        Column("Chức vụ, nơi công tác", 2.4),
        Column("Trình độ, thành tích", 2.4),
        Column("Hình thức đề nghị", 1.4),
    )
    rows = tuple(
        Row((place, one.name, one.birth_year, one.where, one.merit, one.award or words["award"]))
        for place, one in enumerate(found.people, 1)
    )
    return _Said(words, {"people": Table(columns, rows, code="de_nghi_khen")})


def _meeting_words(found: GuestList, wish: LetterWish) -> dict[str, str]:
    told = {
        key: " ".join(text.split()).rstrip(" .;") for key, text in {**found.words, **_given(wish)}.items()
    }
    told["meeting"] = _small(told["meeting"], _COMMON)
    return told | {"count": _two(len(found.people))}


def _given(wish: LetterWish) -> dict[str, str]:
    return {key: text for key, text in wish.words.items() if text.strip()}


_COMMON = ("Hội", "Buổi", "Lễ", "Lớp", "Cuộc", "Tọa", "Chương", "Ngày", "Họp", "Gặp", "Đối", "Tổ", "Tôn")


def _small(text: str, firsts: tuple[str, ...] = ("Kết", "Tình", "Công", "Sơ", "Tổng", "Triển")) -> str:
    """Return a title as it stands within a sentence: its first word small unless it is a name's."""
    return text[:1].lower() + text[1:] if text.partition(" ")[0] in firsts else text


def _two(count: int) -> str:
    return f"{count:02d}"


_MAKERS: Mapping[str, Callable[[Session, LetterWish, date, UnitFacts], _Said]] = {
    "forward": _forward,
    "reminder": _reminder,
    "invitation": _invitation,
    "honours": _honours,
}
