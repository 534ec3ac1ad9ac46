"""What a form says is wrong with what was typed into it."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.codelists import Code, CodeList, use_lists
from desktop.people.gui.person_fields import choices_for, new_problems
from desktop.people.normal import FIELDS
from desktop.widgets.code_box import CodeBox

STORED = {"full_name": "Lê An (hư cấu)", "degree": "TS", "status": "dang_lam", "strategic_group": "ma-cu"}


def test_a_stored_code_that_no_list_knows_is_no_problem_until_it_is_changed() -> None:
    assert new_problems(STORED, STORED | {"degree": "ThS"}, "75") == []
    (problem,) = new_problems(STORED, STORED | {"strategic_group": "ma-khac"}, "75")
    assert problem.field == "strategic_group"


def test_a_code_that_is_no_longer_used_is_shown_by_its_name_and_says_so(
    dressed: QApplication, qtbot: QtBot
) -> None:
    codes = (Code("moi", "Nhóm mới"), Code("cu", "Nhóm cũ", valid_to="2020-12-31"))
    use_lists([CodeList("strategic_group", "Nhóm chiến lược", "", codes)])
    box = CodeBox("Nhóm", choices_for("75")(FIELDS["strategic_group"]))
    qtbot.addWidget(box)
    box.set_value("cu")
    assert (box.text(), box.value(), box.complaint()) == ("Nhóm cũ (đã thôi dùng)", "cu", "")
    box.open_list("")
    assert box._found == [("moi", "Nhóm mới")]
