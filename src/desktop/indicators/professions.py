"""Who is a lecturer, a physician or a pharmacist, and of whom that cannot be told for want of a column.

Ranks of the profile tell it; where none is recorded, the words of position, workplace and major do, accents
aside, whatever field the record names.
"""

from sqlalchemy import ColumnElement, false, or_

from desktop.indicators.who import (
    POSTGRADUATE,
    Asked,
    Condition,
    blank,
    both,
    either,
    field_of_work,
    here,
    holding,
    ranked,
    says,
    specialist,
    unless,
    working,
)
from desktop.people.counting.conditions import People

UNIVERSITY_RANKS, COLLEGE_RANKS = "V.07.01.%", "V.09.02.%"
PHYSICIAN_RANKS, PHARMACIST_RANKS = "V.08.01.%", "V.08.08.%"
_UNIVERSITY = ("%dai hoc%", "%hoc vien%", "dh %", "% dh %")
_COLLEGE = ("%cao dang%", "cd %", "% cd %")
_LECTURER = ("%giang vien%", "%tro giang%")
_HOSPITAL = ("%benh vien%", "%tram y te%", "%trung tam y te%", "%phong kham%", "%kiem soat benh tat%")
_PHYSICIAN = ("%bac si%", "%bac sy%")
_PHARMACIST = ("%duoc si%", "%duoc sy%")
_MEDICINE = (
    "y khoa%",
    "% y khoa%",
    "y da khoa%",
    "% y da khoa%",
    "%rang ham mat%",
    "y hoc co truyen%",
    "% y hoc co truyen%",
)
_PHARMACY = ("%duoc hoc%",)
_VETERINARY = ("%thu y%",)


def _of(key: str, *words: str) -> Condition:
    """Return the condition that a column says one of these words."""
    return lambda people, _asked: says(getattr(people, key), *words)


_ANY_RANK = either(ranked("V.07.%"), ranked("V.08.%"), ranked("V.09.%"))


def _teaching_at(rank: str, houses: tuple[str, ...]) -> Condition:
    worded = both(_of("position", *_LECTURER), _of("workplace", *houses))
    return both(working, either(worded, ranked(rank)))


def _unplaced(houses: tuple[str, ...]) -> tuple[tuple[Condition, str], ...]:
    """Return of whom it cannot be told whether they teach in these houses, and the column that lacks."""
    untold = both(working, unless(_ANY_RANK))
    silent = both(untold, blank("position"), _of("workplace", *houses))
    homeless = both(untold, blank("workplace"), _of("position", *_LECTURER))
    return (
        (silent, "{n} người ở các trường này chưa ghi cột “Chức vụ, vị trí việc làm” nên không tính."),
        (homeless, "{n} giảng viên chưa ghi cột “Nơi công tác” nên không tính."),
    )


university_lecturers = _teaching_at(UNIVERSITY_RANKS, _UNIVERSITY)
"""Lecturers of universities and academies."""
college_lecturers = _teaching_at(COLLEGE_RANKS, _COLLEGE)
"""Lecturers of colleges (cao đẳng)."""
all_lecturers = either(university_lecturers, college_lecturers)
"""Lecturers of universities and colleges."""
UNKNOWN_AT_UNIVERSITIES = _unplaced(_UNIVERSITY)
UNKNOWN_AT_COLLEGES = _unplaced(_COLLEGE)
UNKNOWN_AT_BOTH = _unplaced(_UNIVERSITY + _COLLEGE)


def _medical(people: People, asked: Asked) -> ColumnElement[bool]:
    """In medicine, by training, field or workplace."""
    trained_or_at_work = or_(people.training_field == "72", field_of_work("yte")(people, asked))
    return or_(trained_or_at_work, says(people.workplace, *_HOSPITAL))


def _of_animals(people: People, _asked: Asked) -> ColumnElement[bool]:
    """Veterinary: by training or words."""
    words = (says(column, *_VETERINARY) for column in (people.position, people.major, people.workplace))
    return or_(people.training_field == "64", *words)


def _called(rank: str, titles: tuple[str, ...], majors: tuple[str, ...], others: Condition) -> Condition:
    """Return the condition of a profession of medicine: its rank, its title as position, or its major.

    A title decides by itself; a major only where the record is otherwise of medicine.
    """
    said = either(_of("position", *titles), both(_medical, _of_either(*titles, *majors)))
    return either(both(said, unless(_of_animals), unless(others)), ranked(rank))


def _of_either(*words: str) -> Condition:
    return either(_of("position", *words), _of("major", *words))


def _nobody(_people: People, _asked: Asked) -> ColumnElement[bool]:
    return false()


_present = both(working, here)
_graduate = either(holding("DH", *POSTGRADUATE), specialist)
_physician = _called(PHYSICIAN_RANKS, _PHYSICIAN, _MEDICINE, _of_either(*_PHARMACIST, *_PHARMACY))
_pharmacist = _called(PHARMACIST_RANKS, _PHARMACIST, _PHARMACY, _nobody)
physicians = both(_present, _graduate, _physician)
"""Physicians at work on the territory."""
pharmacists = both(_present, _graduate, _pharmacist)
"""Pharmacists with a university degree at work on the territory."""


UNKNOWN_IN_HEALTH = (
    (
        both(_present, blank("position", "major"), unless(_ANY_RANK), _medical),
        "{n} người ngành y tế chưa ghi cột “Chức vụ, vị trí việc làm”, “Chuyên ngành” nên không tính.",
    ),
)
"""Of whom it cannot be told whether they are physicians or pharmacists, and the columns that lack."""
