"""What columns can mean follows the code lists in force."""

from desktop.codelists import Code, CodeList, use_lists
from desktop.people.importing.meanings import choices, is_known


def test_columns_can_mean_the_codes_of_a_list_taken_later() -> None:
    assert (is_known("strategic_group=A1"), "strategic_group=A1" in dict(choices())) == (False, False)
    codes = (Code("A1", "Nhóm lõi"), Code("khac", "Khác"))
    use_lists([CodeList("strategic_group", "Nhóm chiến lược", "", codes)])
    assert (is_known("strategic_group=A1"), "strategic_group=A1" in dict(choices())) == (True, True)
    assert "strategic_group=tai_nang" not in dict(choices())
