"""Fixtures for all rooms: a migrated template office that is copied for each test."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir

import pytest
from hypothesis import settings

from desktop.accounts.folder import KEYS, NewOffice
from desktop.accounts.keys import Cost, load_slots, unwrap
from desktop.accounts.office import Office, create_office, open_with_key
from desktop.accounts.rights import Right, authorize
from desktop.codelists import use_lists
from widgets.doors import chosen_files, no_threads, said

__all__ = ["chosen_files", "no_threads", "said"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No printer of the machine has to do with the tests: `widgets/test_printing.py` starts a CUPS on this socket.
os.environ["CUPS_SERVER"] = str(Path(gettempdir()) / f"cups-{os.getpid()}" / "cups.sock")

# Slow machines are no failures; the same examples every time, so that a red run is always red for its change.
# HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

PASSWORD = "mat-khau-thu"
CHEAP = Cost(time=1, memory_kib=64, lanes=1)
WARD = NewOffice("26041", "UBND phường Trấn Biên", "75", login="canbo", full_name="Nguyễn Thị Mẫu (hư cấu)")


@pytest.fixture(autouse=True)
def _shipped_lists() -> Iterator[None]:
    """Every test begins with the code lists of the program, whatever lists the one before has adopted."""
    yield
    use_lists(())


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """An empty ward office on disk and its database key; never opened by a test itself."""
    folder = tmp_path_factory.mktemp("template")
    create_office(folder, WARD, PASSWORD, CHEAP)
    return folder, unwrap(load_slots(folder / KEYS)["canbo"], PASSWORD)


@pytest.fixture
def office(template: tuple[Path, bytes], tmp_path: Path) -> Iterator[Office]:
    """An opened empty ward office of its own for one test, user “canbo” with all rights."""
    folder = tmp_path / "so"
    shutil.copytree(template[0], folder)
    opened = open_with_key(folder, template[1], "canbo")
    yield opened
    opened.close()


DEPARTMENT = NewOffice("SKHCN-75", "Sở Khoa học và Công nghệ thành phố Đồng Nai", "75", "department")


@pytest.fixture(scope="session")
def department_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """An empty department office on disk and its database key."""
    folder = tmp_path_factory.mktemp("department")
    create_office(folder, DEPARTMENT, PASSWORD, CHEAP)
    return folder, unwrap(load_slots(folder / KEYS)["canbo"], PASSWORD)


@pytest.fixture
def department(department_template: tuple[Path, bytes], tmp_path: Path) -> Iterator[Office]:
    """An opened empty department office of its own for one test."""
    folder = tmp_path / "so-khcn"
    shutil.copytree(department_template[0], folder)
    opened = open_with_key(folder, department_template[1], "canbo")
    yield opened
    opened.close()


def add_people(office: Office, *values: dict[str, object]) -> list[str]:
    """Enter people straight into the book, for tests that are not about entering them; return their uids."""
    from desktop.people.models import Person

    usual: dict[str, object] = {"degree": "DH", "status": "dang_lam", "unit_code": "26041"}
    with office.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Ghi hồ sơ mẫu")
        people = [Person(**(usual | one)) for one in values]
        session.add_all(people)
        session.flush()
        return [person.uid for person in people]
