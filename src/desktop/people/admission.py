"""Who is admitted to the register: the office's own rule, as the law knows none (NQ 27-NQ/TW of 2008)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from desktop.accounts.queries import unit_of
from desktop.codelists import code_list, label_of, remembered


@dataclass(frozen=True)
class Admission:
    """Admitted is whoever has at least this degree, or one of the other merits that count here."""

    degree: str = "DH"
    specialist: bool = True
    academic_title: bool = True
    honour: bool = True

    def complaint(self, values: Mapping[str, Any]) -> str:
        """Return the sentence that says why a person with a degree is not admitted; empty when he is."""
        held = values.get("degree")
        if not _is_below(held, self.degree):
            return ""
        if any(values.get(key) for key in self._others):
            return ""
        instead = f" hoặc có {', '.join(self._others.values())}" if self._others else ""
        return (
            f"Chưa thuộc diện vào sổ của đơn vị: trình độ {_small(label_of('degree', held))}, cần từ "
            f"{_small(label_of('degree', self.degree))} trở lên{instead}; hãy kiểm tra lại."
        )

    @property
    def _others(self) -> dict[str, str]:
        """The merits that admit without the degree: field and name."""
        named = {"specialist": "trình độ chuyên khoa", "academic_title": "học hàm", "honour": "danh hiệu"}
        return {key: name for key, name in named.items() if getattr(self, key)}


@remembered(64)
def _is_below(held: str | None, asked: str) -> bool:
    """Tell whether a degree is lower than another; one that no list knows is not."""
    order = [code.code for code in code_list("degree").codes]
    return held in order and order.index(held) > order.index(asked)


def admission_of(session: Session) -> Admission:
    """Return the rule that this office has set."""
    unit = unit_of(session)
    return Admission(
        unit.admit_degree, bool(unit.admit_specialist), bool(unit.admit_title), bool(unit.admit_honour)
    )


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
