"""What is wrong with a person's values, and how much: declared limits, then one table of graded rules.

Refused is only what cannot be true or cannot be stored. Since 01/7/2024 the law (Luật Căn cước 26/2023/QH15,
Đ12) promises no more of an ID number than twelve digits, so its older structure (NĐ 137/2015, TT 59/2021)
only ever warns.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from desktop.codelists import code_list, remembered
from desktop.dates import months_before
from desktop.errors import Problem, Severity
from desktop.people.admission import Admission
from desktop.people.models import age_on
from desktop.people.normal import FIELDS, latest_day, normalize_person, read_date, read_whole_date
from desktop.storage.fields import Field, Kind
from desktop.text import partial_day

__all__ = ["advise", "broken_rules", "check_person", "normalize_person", "suggest_id_number"]

ADULT, SCHOOL_LEAVER, OLDEST, EARLIEST_YEAR = 18, 14, 110, 1930
ID_DIGITS, OLD_ID_DIGITS = 12, 9
AT_WORK, RETIRED_BY, REVIEW_MONTHS = "dang_lam", 65, 12


class Facts(dict[str, Any]):
    """One record's values and the day it is looked at on: what a rule sees."""

    def __init__(self, values: Mapping[str, Any], today: date, admission: Admission | None) -> None:
        super().__init__(values)
        self.today, self.admission = today, admission


def check_person(
    values: Mapping[str, object], today: date, admission: Admission | None = None
) -> list[Problem]:
    """Return what is wrong or doubtful in one record as `normalize_person` gives it, refusals first.

    `admission` is the office's rule of who belongs into its register; without it nobody is doubted.
    """
    return [one for one, _ in _broken(values, today, admission, _FAULTS)]


def advise(values: Mapping[str, object], today: date) -> list[Problem]:
    """Return what would make one record more useful; it is no fault, and holds nothing up."""
    return [one for one, _ in broken_rules(values, today) if one.severity is Severity.INFORM]


def broken_rules(
    values: Mapping[str, object], today: date, admission: Admission | None = None
) -> list[tuple[Problem, str]]:
    """Return every problem of one record with the title of the rule it breaks, refusals first."""
    return _broken(values, today, admission, _GRADED_BY_FIELD)


def _broken(
    values: Mapping[str, object],
    today: date,
    admission: Admission | None,
    rules: "RulesByField",
) -> list[tuple[Problem, str]]:
    found = [(missing(field), _NOT_GIVEN) for field in _REQUIRED if values.get(field.key) in (None, "")]
    known_sound = _known_sound(today)
    for key, value in values.items():
        if value is None or value in known_sound[key]:
            continue
        if isinstance(value, str) and len(value) <= _FREE.get(key, 0):
            continue
        if message := declared_complaint(FIELDS[key], value, today):
            found.append((Problem(key, message), _NOT_VALID))
        else:
            known_sound[key].add(value)
    refused = {problem.field for problem, _ in found}
    sound = {key: value for key, value in values.items() if key not in refused} if refused else values
    facts = Facts(sound, today, admission)
    found += _rules_broken(facts, rules)
    if found:
        found.sort(key=lambda one: one[0].severity is not Severity.REFUSE)
    return found


def _rules_broken(facts: Facts, rules: "RulesByField") -> list[tuple[Problem, str]]:
    found = []
    for key, about in rules:
        if facts.get(key) is None:
            continue
        for rule in about:
            if message := rule.check(facts):
                found.append((Problem(key, message, rule.severity), rule.title))
    return found


_NOT_GIVEN, _NOT_VALID = "Thiếu mục bắt buộc", "Giá trị không hợp lệ"


_REQUIRED = tuple(field for field in FIELDS.values() if field.required)


def missing(field: Field) -> Problem:
    """Return the complaint that a required field is empty."""
    return Problem(field.key, f"Chưa có {_lower(field.label)}; hãy ghi vào.")


def suggest_id_number(number: str) -> str:
    """Return a number with the leading zeros that Excel took away, or empty when none were lost.

    A place code begins with one zero, in Hà Nội and eight other provinces of 2004 with two.
    """
    if not number.isascii() or not number.isdigit() or number.startswith("0"):
        return ""
    return number.zfill(ID_DIGITS) if len(number) in (ID_DIGITS - 1, ID_DIGITS - 2) else ""


@remembered(4)
def _known_sound(_today: date) -> "defaultdict[str, set[object]]":
    """Return the values found sound on this day, by field: codes, dates and years repeat themselves."""
    return defaultdict(set)


def declared_complaint(field: Field, value: object, today: date) -> str:
    """Return what is wrong with a value of any declared field: limits, codes, dates."""
    check = _BY_KIND.get(field.kind)
    message = check(field, value, today) if check else ""
    if isinstance(value, str) and len(value) > field.max_length:
        message = f"{field.label} dài {len(value)} chữ, nhiều nhất {field.max_length}; hãy ghi ngắn hơn."
    return message


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _check_code(field: Field, value: object, _today: date) -> str:
    if code_list(field.codes).get(str(value)):
        return ""
    labels = [label for _code, label in code_list(field.codes).choices()]
    named = f"một trong: {'; '.join(labels)}" if len(labels) <= 10 else "một mục trong danh mục"
    return f"{field.label} “{value}” không có trong danh mục; hãy chọn {named}."


def _check_partial_date(field: Field, value: object, today: date) -> str:
    complaint = read_date(str(value), latest_day(field, today))[1]
    return f"{field.label}: {complaint[:1].lower()}{complaint[1:]}" if complaint else ""


def _check_date(field: Field, value: object, _today: date) -> str:
    complaint = read_whole_date(str(value))[1]
    return f"{field.label}: {complaint[:1].lower()}{complaint[1:]}" if complaint else ""


def _check_year(field: Field, value: object, today: date) -> str:
    if not isinstance(value, int):
        return f"{field.label} “{value}” không phải một năm; hãy ghi bốn chữ số, ví dụ 2015."
    if not EARLIEST_YEAR <= value <= today.year:
        return f"{field.label} {value} nằm ngoài khoảng {EARLIEST_YEAR}–{today.year}; hãy kiểm tra lại."
    return ""


_BY_KIND: Mapping[Kind, Callable[[Field, object, date], str]] = {
    Kind.CODE: _check_code,
    Kind.PARTIAL_DATE: _check_partial_date,
    Kind.DATE: _check_date,
    Kind.YEAR: _check_year,
}


_FREE = {key: field.max_length for key, field in FIELDS.items() if field.kind not in _BY_KIND}
"""Texts of these fields are sound when they are no longer than this."""


@dataclass(frozen=True)
class Rule:
    """One graded rule: asked when its field has a value; it may read `also` others; a sentence or nothing."""

    field: str
    severity: Severity
    title: str
    check: Callable[[Facts], str]
    also: tuple[str, ...] = ()


RulesByField: TypeAlias = "Sequence[tuple[str, Sequence[Rule]]]"

_LETTERS = re.compile(r"[^\W\d_][^\d_\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]*")
_PASSPORT = re.compile(r"[A-Z]{1,2}\d{6,8}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_PHONE = re.compile(r"0\d{9,10}|\+\d{8,15}")


def _name_is_letters(facts: Facts) -> str:
    if _LETTERS.fullmatch(facts["full_name"]):
        return ""
    return f"Họ và tên “{facts['full_name']}” có chữ số hoặc ký hiệu lạ; hãy chỉ ghi họ và tên."


def _name_has_words(facts: Facts) -> str:
    if " " in facts["full_name"]:
        return ""
    return f"Họ và tên “{facts['full_name']}” chỉ có một tiếng; hãy ghi đủ cả họ."


def _not_too_old(facts: Facts) -> str:
    age = age_on(facts["birth"], facts.today)
    if age is None or age <= OLDEST:
        return ""
    return f"Sinh {partial_day(facts['birth'])} thì nay đã {age} tuổi; hãy kiểm tra lại ngày sinh."


def _adult(facts: Facts) -> str:
    age = age_on(facts["birth"], facts.today)
    if age is None or age >= ADULT:
        return ""
    return f"Mới {age} tuổi, chưa đủ {ADULT}; hãy kiểm tra lại ngày sinh."


def _id_has_twelve_digits(facts: Facts) -> str:
    number = facts["id_number"]
    if _is_id(number) or _is_old_id(number) or _PASSPORT.fullmatch(number):
        return ""
    count = len(number)
    suggestion = suggest_id_number(number)
    if suggestion:
        return f"Số định danh có {count} chữ số; có thể Excel đã bỏ số 0 ở đầu: {suggestion}?"
    if not number.isdigit():
        return f"Số định danh “{number}” có ký tự không phải chữ số; hãy ghi đúng {ID_DIGITS} chữ số."
    return f"Số định danh có {count} chữ số; phải có đúng {ID_DIGITS} chữ số, hãy đối chiếu với thẻ căn cước."


def _is_id(number: str) -> bool:
    return len(number) == ID_DIGITS and number.isascii() and number.isdigit()


def _is_old_id(number: str) -> bool:
    return len(number) == OLD_ID_DIGITS and number.isascii() and number.isdigit()


def _id_is_of_today(facts: Facts) -> str:
    number = facts["id_number"]
    if _is_old_id(number):
        return (
            f"Đây là số CMND cũ {OLD_ID_DIGITS} chữ số; hãy thay bằng số định danh {ID_DIGITS} chữ số khi có."
        )
    passport = _PASSPORT.fullmatch(number)
    return "Đây là số hộ chiếu; hãy ghi số định danh nếu người này đã được cấp." if passport else ""


def _id_names_a_province(facts: Facts) -> str:
    number = facts["id_number"]
    if not _is_id(number) or code_list("province_2004").get(number[:3]):
        return ""
    return (
        f"Ba số đầu {number[:3]} của số định danh không phải mã tỉnh; người sinh ở nước ngoài có thể "
        "như vậy, hãy đối chiếu với thẻ."
    )


def _id_agrees_with_sex(facts: Facts) -> str:
    number, sex = facts["id_number"], facts.get("sex")
    if not _is_id(number) or sex not in ("nam", "nu"):
        return ""
    said = "nu" if int(number[3]) % 2 else "nam"
    if said == sex:
        return ""
    label = code_list("sex").get(said)
    return f"Số định danh cho thấy giới tính {label.label if label else said}; hãy đối chiếu với thẻ."


def _id_agrees_with_birth(facts: Facts) -> str:
    number, birth = facts["id_number"], facts.get("birth")
    if not _is_id(number) or not birth:
        return ""
    year = 1900 + 100 * (int(number[3]) // 2) + int(number[4:6])
    if str(year) == birth[:4]:
        return ""
    return f"Số định danh cho thấy năm sinh {year}, khác ngày sinh đã ghi; hãy đối chiếu với thẻ."


def _phone_has_shape(facts: Facts) -> str:
    if _PHONE.fullmatch(facts["phone"]):
        return ""
    return f"Số điện thoại “{facts['phone']}” không đủ 10 chữ số bắt đầu bằng 0; hãy kiểm tra lại."


def _email_has_shape(facts: Facts) -> str:
    if _EMAIL.fullmatch(facts["email"]):
        return ""
    return f"Thư điện tử “{facts['email']}” không có dạng ten@donvi.vn; hãy kiểm tra lại."


def _degree_after_childhood(facts: Facts) -> str:
    birth = facts.get("birth")
    if not birth or facts["degree_year"] >= int(birth[:4]) + ADULT:
        return ""
    return f"Được cấp bằng năm {facts['degree_year']} khi chưa đủ {ADULT} tuổi; hãy kiểm tra lại năm."


def _is_admitted(facts: Facts) -> str:
    return facts.admission.complaint(facts) if facts.admission else ""


def _title_needs_doctorate(facts: Facts) -> str:
    if facts.get("degree") in ("TS", "TSKH"):
        return ""
    return "Giáo sư, phó giáo sư phải là tiến sĩ trở lên; hãy kiểm tra lại trình độ."


def _status_has_begun(facts: Facts) -> str:
    since = facts["status_since"]
    if since <= facts.today.isoformat()[: len(since)]:
        return ""
    return f"Tình trạng tính từ {partial_day(since)} là ngày chưa tới; hãy kiểm tra lại."


def _status_after_birth(facts: Facts) -> str:
    since, birth = facts["status_since"], facts.get("birth") or ""
    known = min(len(since), len(birth))
    if since[:known] >= birth[:known]:
        return ""
    return (
        f"Tình trạng tính từ {partial_day(since)} là trước khi sinh ({partial_day(birth)}); hãy kiểm tra lại."
    )


def _status_after_childhood(facts: Facts) -> str:
    since, birth = facts["status_since"], facts.get("birth")
    if not birth or not 0 <= int(since[:4]) - int(birth[:4]) < SCHOOL_LEAVER:
        return ""
    return f"Tình trạng tính từ {partial_day(since)} khi chưa đủ {SCHOOL_LEAVER} tuổi; hãy kiểm tra lại."


def _confirmed_in_the_past(facts: Facts) -> str:
    if facts["confirmed_on"] <= facts.today.isoformat():
        return ""
    return f"Ngày rà soát {partial_day(facts['confirmed_on'])} chưa tới; hãy kiểm tra lại."


def _standing_has_a_date(facts: Facts) -> str:
    if facts["status"].partition(":")[0] in (AT_WORK, "khac") or facts.get("status_since"):
        return ""
    return "Chưa ghi tình trạng này từ ngày nào; có ngày thì số liệu của các kỳ trước mới tính đúng."


def _of_working_age(facts: Facts) -> str:
    age = age_on(facts.get("birth"), facts.today)
    if facts["status"] != AT_WORK or age is None or age < RETIRED_BY:
        return ""
    return f"Đã {age} tuổi mà còn ghi đang công tác; nếu đã nghỉ hưu, hãy ghi tình trạng mới và ngày nghỉ."


def _confirmed_lately(facts: Facts) -> str:
    if months_before(facts.today, REVIEW_MONTHS).isoformat() < facts["confirmed_on"]:
        return ""
    return f"Rà soát lần cuối đã hơn {REVIEW_MONTHS} tháng; hãy hỏi lại rồi ghi ngày rà soát mới."


_MERITS, _SINCE = ("specialist", "academic_title", "honour"), ("status_since",)

GRADED: tuple[Rule, ...] = (
    Rule("full_name", Severity.REFUSE, "Họ và tên có ký hiệu lạ", _name_is_letters),
    Rule("full_name", Severity.WARN, "Họ và tên chỉ có một tiếng", _name_has_words),
    Rule("birth", Severity.REFUSE, "Tuổi quá cao", _not_too_old),
    Rule("birth", Severity.WARN, "Chưa đủ 18 tuổi", _adult),
    Rule("id_number", Severity.REFUSE, "Số định danh không đủ 12 chữ số", _id_has_twelve_digits),
    Rule("id_number", Severity.WARN, "Số CMND cũ hoặc số hộ chiếu", _id_is_of_today),
    Rule("id_number", Severity.WARN, "Số định danh có mã tỉnh lạ", _id_names_a_province),
    Rule("id_number", Severity.WARN, "Số định danh lệch với giới tính", _id_agrees_with_sex, ("sex",)),
    Rule("id_number", Severity.WARN, "Số định danh lệch với năm sinh", _id_agrees_with_birth, ("birth",)),
    Rule("phone", Severity.WARN, "Số điện thoại không đúng dạng", _phone_has_shape),
    Rule("email", Severity.WARN, "Thư điện tử không đúng dạng", _email_has_shape),
    Rule("degree", Severity.WARN, "Chưa thuộc diện vào sổ của đơn vị", _is_admitted, _MERITS),
    Rule("degree_year", Severity.WARN, "Năm cấp bằng quá sớm", _degree_after_childhood, ("birth",)),
    Rule("academic_title", Severity.WARN, "Học hàm không khớp trình độ", _title_needs_doctorate, ("degree",)),
    Rule("status_since", Severity.WARN, "Tình trạng tính từ ngày chưa tới", _status_has_begun),
    Rule("status_since", Severity.REFUSE, "Tình trạng có trước khi sinh", _status_after_birth, ("birth",)),
    Rule("status_since", Severity.WARN, "Tình trạng có quá sớm", _status_after_childhood, ("birth",)),
    Rule("confirmed_on", Severity.WARN, "Ngày rà soát chưa tới", _confirmed_in_the_past),
    Rule("status", Severity.INFORM, "Tình trạng chưa có ngày bắt đầu", _standing_has_a_date, _SINCE),
    Rule("status", Severity.INFORM, f"Đang công tác khi đã {RETIRED_BY} tuổi", _of_working_age, ("birth",)),
    Rule("confirmed_on", Severity.INFORM, f"Quá {REVIEW_MONTHS} tháng chưa rà soát", _confirmed_lately),
)

READS: Mapping[str, tuple[str, ...]] = {rule.title: (rule.field, *rule.also) for rule in GRADED}
"""The fields that each rule reads, by its title: while they stay, so does its answer."""


def _by_field(rules: Iterable[Rule]) -> RulesByField:
    """Return the rules in their order, those about one field together: most records leave fields empty."""
    return [(key, tuple(about)) for key, about in itertools.groupby(rules, key=lambda rule: rule.field)]


_GRADED_BY_FIELD = _by_field(GRADED)
_FAULTS = _by_field(rule for rule in GRADED if rule.severity is not Severity.INFORM)
