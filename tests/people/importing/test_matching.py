"""Finding the people of a list again in the register, whatever marks and blanks their names hold."""

import pytest
from conftest import add_people
from sqlalchemy import select, text

from desktop.accounts.office import Office
from desktop.people.importing.matching import Register
from desktop.people.models import Person
from desktop.search.index import name_words

NAMES = ["Nguyễn Văn Ân", "H'Hen Niê", "Kpă H’Lan", "Lê-Đức Anh", "Trần  Thị Hòa", "An"]


def test_words_of_names_are_those_of_the_index(office: Office) -> None:
    add_people(office, *({"full_name": name} for name in NAMES))
    with office.read() as session:
        held = session.execute(text("SELECT words FROM search_name ORDER BY person_id")).scalars().all()
    assert held == [name_words(name) for name in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_a_person_is_found_by_name_and_birth(office: Office, name: str) -> None:
    add_people(office, {"full_name": name, "birth": "1980"}, {"full_name": name, "birth": "1981"})
    with office.read() as session:
        known = Register(session, [{"full_name": name, "birth": "1980"}])
        found = known.find({"full_name": name, "birth": "1980"})
    assert [one.birth for one in found] == ["1980"]


def test_a_person_is_found_by_number_under_another_name(office: Office) -> None:
    add_people(office, {"full_name": "Lê Thị Mai", "id_number": "075180000001"}, {"full_name": "Lê Thị Lan"})
    with office.read() as session:
        first = session.scalar(select(Person.id).where(Person.full_name == "Lê Thị Mai"))
        listed = {"full_name": "Lê Thị Thu Mai", "id_number": "075180000001"}
        assert [one.id for one in Register(session, [listed]).find(listed)] == [first]
