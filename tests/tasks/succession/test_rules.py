"""Old tasks held against new ones: what is alike is found, what only uses the same office words is not."""

from desktop.plans.catalogue import load_plan
from desktop.tasks.succession.rules import ALIKE, SURE, Pair, Words, match_tasks


def words_of(code: str) -> list[Words]:
    return [Words(task.code, task.text, task.lead) for task in load_plan(code).tasks]


def found(old: str, new: str) -> dict[str, Pair]:
    return {pair.old: pair for pair in match_tasks(words_of(old), words_of(new))}


def test_a_task_worded_anew_is_found() -> None:
    pairs = found("ha-noi-2024", "dong-nai-2026")
    assert pairs["HN24.I.2"].new == "ĐN26.2"
    assert pairs["HN24.I.2"].is_sure


def test_a_clause_of_a_long_task_is_enough() -> None:
    pair = found("hai-phong-2024", "hai-phong-2026")["HP24.4.2"]
    assert pair.new == "HP26.4"
    assert ALIKE <= pair.score < SURE


def test_tasks_that_only_sound_alike_are_not_proposed() -> None:
    pairs = found("hai-phong-2024", "hai-phong-2026")
    assert [pair.old for pair in pairs.values() if pair.new] == ["HP24.4.2"]
    assert all(0 <= pair.score < ALIKE for pair in pairs.values() if not pair.new)


def test_the_same_plan_matches_itself_task_by_task() -> None:
    pairs = found("dong-nai-2026", "dong-nai-2026").values()
    assert all(pair.old == pair.new and pair.score == 100 for pair in pairs)


def test_a_slip_of_scanning_hides_no_task() -> None:
    text = "Tổ chức gặp mặt, tôn vinh trí thức tiêu biểu của thành phố"
    scanned = text.replace("tôn vinh", "tôn vính").replace("mặt", "mặl")
    [pair] = match_tasks([Words("A", text)], [Words("B", scanned)])
    assert pair.new == "B"


def test_several_old_tasks_may_go_to_one_new() -> None:
    text = "Xây dựng cơ sở dữ liệu trí thức thành phố"
    pairs = match_tasks([Words("A", text), Words("B", text)], [Words("N", text)])
    assert [(pair.old, pair.new, pair.is_sure) for pair in pairs] == [("A", "N", True), ("B", "N", True)]


def test_what_goes_nowhere_is_never_sure() -> None:
    assert not Pair("A", "", 100).is_sure


def test_nothing_new_closes_everything() -> None:
    assert match_tasks([Words("A", "Một việc")], []) == [Pair("A", "", 0)]
