import pytest

from desktop.accounts.office import Office
from desktop.accounts.rights import Right, authorize
from desktop.people.models import Person

ENGINEER = {"work_field": "khcn", "sector": "su_nghiep", "status": "dang_lam", "degree": "DH", "sex": "nam"}


class Register:
    """Enters invented people; each is an engineer at work unless it is said otherwise."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def add(self, times: int = 1, **changes: object) -> list[str]:
        with self.office.write() as session:
            authorize(session, Right.EDIT_PEOPLE, "Nhập người hư cấu")
            people = [
                Person(unit_code="26041", full_name=f"Người {n} (hư cấu)", **{**ENGINEER, **changes})
                for n in range(times)
            ]
            session.add_all(people)
            session.flush()
            return [person.uid for person in people]


@pytest.fixture
def register(office: Office) -> Register:
    return Register(office)
