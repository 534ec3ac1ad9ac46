"""What a form says is wrong with what was typed into it."""

from desktop.people.gui.person_fields import new_problems

STORED = {"full_name": "Lê An (hư cấu)", "degree": "TS", "status": "dang_lam", "strategic_group": "ma-cu"}


def test_a_stored_code_that_no_list_knows_is_no_problem_until_it_is_changed() -> None:
    assert new_problems(STORED, STORED | {"degree": "ThS"}, "75") == []
    (problem,) = new_problems(STORED, STORED | {"strategic_group": "ma-khac"}, "75")
    assert problem.field == "strategic_group"
