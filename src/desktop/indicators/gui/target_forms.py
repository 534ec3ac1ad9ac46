"""The forms of targets: a value or an assessment with its proof, the population, baselines, milestones."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.accounts.office import Office
from desktop.errors import Invalid, Problem, UserError
from desktop.indicators.actions import REACHES, record_value, set_baseline, set_milestone
from desktop.indicators.compute import POPULATION
from desktop.indicators.figures import TOO_LARGE
from desktop.indicators.queries import TargetLine
from desktop.indicators.rules import ASSESSMENTS, TARGET_STATE_LABELS
from desktop.storage.fields import Field, Kind
from desktop.text import read_number
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog

Values = dict[str, object]

_DAY = Field("as_of", "Tính đến ngày", Kind.DATE, required=True)
_SOURCE = Field("source", "Nguồn số liệu", Kind.LINE, help="cơ quan, báo cáo có con số này")
_ITS_SOURCE = Field(
    "source", "Nguồn số liệu", Kind.LINE, required=True, help="cơ quan, báo cáo có con số này"
)
_DOCUMENT = Field("document", "Văn bản", Kind.LINE, help="số, ký hiệu, ngày của văn bản")
_NOTE = Field("note", "Ghi chú", Kind.NOTE)
_REACH = Field("reach", "Phạm vi số liệu", Kind.CODE, codes="reach", required=True)
_NUMBER_FIELDS = (
    _DAY,
    Field("value", "Giá trị", Kind.LINE, help="bỏ trống nếu nhập tử số và mẫu số"),
    Field("numerator", "Tử số", Kind.LINE),
    Field("denominator", "Mẫu số", Kind.LINE),
    _REACH,
    _ITS_SOURCE,
    _DOCUMENT,
    _NOTE,
)
_WORDS_FIELDS = (
    _DAY,
    Field("assessment", "Tự đánh giá", Kind.CODE, codes="assessment", required=True),
    Field("source", "Nguồn chứng minh", Kind.LINE, help="báo cáo, danh sách chứng minh"),
    Field("document", "Văn bản chứng minh", Kind.LINE, help="số, ký hiệu, ngày của văn bản"),
    Field("note", "Kết quả đã làm", Kind.NOTE),
)
_POPULATION_FIELDS = (_DAY, Field("value", "Dân số", Kind.LINE, required=True), _ITS_SOURCE, _DOCUMENT, _NOTE)
_BASE_FIELDS = (
    Field("as_of", "Mốc tại ngày", Kind.DATE, required=True),
    Field("value", "Giá trị", Kind.LINE, help="bỏ trống để lấy số tính từ sổ của ngày đó"),
    _SOURCE,
    _NOTE,
)
_STEP_FIELDS = (
    Field("year", "Đến hết năm", Kind.YEAR, required=True, years_ahead=40),
    Field("value", "Mức cần đạt", Kind.LINE, help="bỏ trống để bỏ mốc của năm này"),
    Field("source", "Căn cứ", Kind.LINE, help="văn bản giao mức này"),
    _NOTE,
)


_LONGEST = 15
"""More digits are no figure of an office."""


class TargetForms:
    """Asks for what is entered of the targets of one plan; each form saves as one act."""

    def __init__(self, parent: QWidget, office: Office) -> None:
        self._parent, self._office = parent, office

    def ask_value(self, plan_code: str, line: TargetLine) -> None:
        """Ask for a value, or for the office's own assessment of a target in words."""
        in_words = line.kind == "words"
        intro = f"{_short(line)}. Yêu cầu: {line.target_text}. {line.basis}"
        if line.computed:
            intro = (
                f"{_short(line)}. Chương trình tự tính từ sổ; số nhập ở đây chỉ dùng khi sổ chưa tính được."
            )
        title = "Tự đánh giá chỉ tiêu" if in_words else "Nhập số liệu chỉ tiêu"
        fields = _WORDS_FIELDS if in_words else _NUMBER_FIELDS
        self._ask(title, fields, intro, lambda values: self._save(plan_code, line.code, values))

    def ask_population(self, plan_code: str) -> None:
        """Ask for the population that figures per 10,000 people are counted on."""
        intro = "Dân số trung bình của địa bàn, dùng cho các chỉ tiêu tính trên một vạn dân."
        save = lambda values: self._save(plan_code, POPULATION, values)  # noqa: E731
        self._ask("Nhập dân số", _POPULATION_FIELDS, intro, save)

    def ask_baseline(self, plan_code: str, line: TargetLine) -> None:
        """Ask where the path begins."""
        what = "số lượng ban đầu" if line.comparator in ("growth", "times") else "giá trị ban đầu"
        intro = (
            f"{_short(line)}. Mốc xuất phát là {what}; lộ trình đi từ đây đến mức cần đạt năm {line.horizon}."
        )

        def save(values: Values) -> None:
            with self._office.write() as session:
                set_baseline(
                    session,
                    plan_code,
                    line.code,
                    as_of=_day(values),
                    value=_number(values, "value"),
                    source=_text(values, "source"),
                    note=_text(values, "note"),
                )

        self._ask("Mốc xuất phát", _BASE_FIELDS, intro, save)

    def ask_milestone(self, plan_code: str, line: TargetLine) -> None:
        """Ask what shall be reached by the end of a year."""
        own = f"mốc của năm {line.horizon} là mức giao riêng cho đơn vị"
        intro = f"{_short(line)}. Ghi mức cần đạt cuối mỗi năm; {own}."

        def save(values: Values) -> None:
            year = values.get("year")
            with self._office.write() as session:
                set_milestone(
                    session,
                    plan_code,
                    line.code,
                    year=int(str(year)),
                    value=_number(values, "value"),
                    source=_text(values, "source"),
                    note=_text(values, "note"),
                )

        self._ask("Mốc từng năm", _STEP_FIELDS, intro, save)

    def _ask(
        self, title: str, fields: tuple[Field, ...], intro: str, save: Callable[[Values], object]
    ) -> None:
        form = FieldForm(fields, _choices, columns=2 if len(fields) > len(_WORDS_FIELDS) else 1)
        dialog = FormDialog(self._parent, title, form, save, intro)
        dialog.ask({"as_of": date.today().isoformat(), "reach": "own"})  # noqa: DTZ011

    def _save(self, plan_code: str, code: str, values: Values) -> None:
        figures = {key: _number(values, key) for key in ("value", "numerator", "denominator")}
        with self._office.write() as session:
            record_value(
                session,
                plan_code,
                code,
                as_of=_day(values),
                value=figures["value"],
                numerator=figures["numerator"],
                denominator=figures["denominator"],
                assessment=_text(values, "assessment"),
                reach=_text(values, "reach"),
                source=_text(values, "source"),
                document=_text(values, "document"),
                note=_text(values, "note"),
            )


def _short(line: TargetLine) -> str:
    return line.text.rstrip(" .;")


def _choices(field: Field) -> list[tuple[str, str]]:
    if field.codes == "assessment":
        return [(state.value, TARGET_STATE_LABELS[state]) for state in ASSESSMENTS]
    return list(REACHES.items())


def _number(values: Values, key: str) -> float | None:
    try:
        return read_number(values.get(key))
    except UserError as wrong:
        digits = "".join(letter for letter in str(values.get(key)) if letter not in "-., ")
        is_long = digits.isdigit() and len(digits) > _LONGEST
        raise Invalid([Problem(key, TOO_LARGE if is_long else wrong.message)]) from wrong


def _day(values: Values) -> date:
    return date.fromisoformat(str(values["as_of"]))


def _text(values: Values, key: str) -> str | None:
    return str(values.get(key) or "") or None
