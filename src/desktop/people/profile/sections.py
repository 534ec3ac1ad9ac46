"""The sections of a profile in the order of the “Lý lịch khoa học”: their rows and how they read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from desktop.errors import NotFound
from desktop.people.profile import models
from desktop.people.profile.models import ProfileRow
from desktop.storage.fields import Field, fields_of


@dataclass(frozen=True, eq=False)
class Section:
    """One kind of rows: `one` names a row within a sentence, `head` are the fields that tell it best.

    `one_of` are fields of which at least one must be filled; in a `lasting` section a row without an end
    still holds.
    """

    key: str
    title: str
    one: str
    model: type[ProfileRow]
    head: tuple[str, ...]
    one_of: tuple[str, ...] = ()
    lasting: bool = False

    @property
    def table(self) -> str:
        """The table of its rows."""
        return str(self.model.__tablename__)

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The declared fields by key, in the order of the form."""
        return {field.key: field for field in fields_of(self.model)}


SECTIONS: tuple[Section, ...] = (
    Section("degrees", "Bằng cấp", "bằng cấp", models.Degree, ("degree", "major")),
    Section(
        "specialist",
        "Chuyên khoa, nội trú",
        "trình độ chuyên khoa",
        models.SpecialistLine,
        ("specialist", "major"),
    ),
    Section(
        "titles",
        "Học hàm, chức danh",
        "học hàm, chức danh",
        models.Title,
        ("academic_title", "rank", "name"),
        one_of=("academic_title", "rank", "name"),
    ),
    Section("languages", "Ngoại ngữ", "ngoại ngữ", models.Language, ("language", "level", "score")),
    Section(
        "political_theory",
        "Lý luận chính trị",
        "trình độ lý luận chính trị",
        models.PoliticalTheory,
        ("level",),
    ),
    Section(
        "posts", "Quá trình công tác", "quá trình công tác", models.Post, ("position", "place"), (), True
    ),
    Section("research", "Nhiệm vụ khoa học", "nhiệm vụ khoa học", models.ResearchTask, ("title",)),
    Section("publications", "Công trình công bố", "công trình công bố", models.Publication, ("title",)),
    Section("patents", "Sáng chế, giải pháp hữu ích", "sáng chế, giải pháp", models.Patent, ("title",)),
    Section(
        "supervision",
        "Hướng dẫn NCS, học viên",
        "người được hướng dẫn",
        models.Supervision,
        ("learner", "degree"),
    ),
    Section(
        "awards",
        "Danh hiệu, khen thưởng",
        "danh hiệu, khen thưởng",
        models.Award,
        ("honour", "award", "name"),
        one_of=("honour", "award", "name"),
    ),
    Section(
        "memberships", "Hội tham gia", "hội tham gia", models.Membership, ("name", "association"), (), True
    ),
    Section("trainings", "Bồi dưỡng đã dự", "lần bồi dưỡng", models.Training, ("title",)),
    Section("policies", "Chính sách được hưởng", "chính sách được hưởng", models.PolicyReceived, ("kind",)),
    Section("contributions", "Tư vấn, phản biện", "lần tư vấn, phản biện", models.Contribution, ("title",)),
    Section(
        "abroad",
        "Chuyên gia ở nước ngoài",
        "thông tin chuyên gia ở nước ngoài",
        models.ExpertAbroad,
        ("country", "research_field"),
        (),
        True,
    ),
    Section("wishes", "Nguyện vọng", "nguyện vọng", models.Wish, ("wish",)),
)


def section_of(key: str) -> Section:
    """Return a section by its key; raises NotFound with the keys there are."""
    for section in SECTIONS:
        if section.key == key:
            return section
    known = ", ".join(section.key for section in SECTIONS)
    raise NotFound(f"Hồ sơ khoa học không có mục “{key}”; hãy chọn một trong: {known}.")
