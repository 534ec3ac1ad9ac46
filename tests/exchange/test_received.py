import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.manifest import FORMAT, NAME, PackageProblem, from_files
from desktop.exchange.merge import _figure
from desktop.exchange.people import SENT_FIELDS, received_people, unknown_codes

PERSON = {"uid": "ab", "full_name": "Người Hư Cấu", "degree": "TS", "status": "dang_lam", "birth": "1980-05"}
MANIFEST: dict[str, Any] = {
    "format": FORMAT, "unit_code": "26041", "unit_name": "UBND phường Trấn Biên", "province": "75",
    "plan": "dong-nai-2026", "period": "2026-H1", "number": 1, "made_at": "2026-06-15T00:00:00+00:00",
    "program": "1", "required_signers": ["office"], "counts": {}, "files": {}, "report_sha256": "",
    "journal_head": "",
}  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("birth", "abc"), ("birth", "1980-13"), ("birth", "1980-02-30"), ("birth", "1899"), ("birth", "198"),
        ("degree", "zzz"), ("ethnicity", "zzz"), ("full_name", " "), ("full_name", "A\0B"),
        ("full_name", "A\ud800"), ("degree_year", 10**30), ("degree_year", 1899), ("degree_year", True),
        ("confirmed_on", "2026"), ("id_number", "07 5"), ("uid", "ă"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_a_persons_is_named_by_its_line(key: str, value: object) -> None:
    with pytest.raises(PackageProblem, match="Dòng 1"):
        list(received_people(json.dumps(PERSON | {key: value}).encode()))


def test_a_code_of_another_version_of_a_list_is_kept_and_told() -> None:
    lines = [json.dumps(PERSON | {"uid": uid, "strategic_group": "A1"}).encode() for uid in ("ab", "cd")]
    people = list(received_people(b"\n".join(lines)))
    assert [person["strategic_group"] for person in people] == ["A1", "A1"]
    assert unknown_codes(people) == (
        "Danh mục “Nhóm chiến lược” ở đây chưa có mã A1; mã được giữ nguyên, "
        "hãy nhận bản danh mục có các mã này.",
    )
    assert unknown_codes([PERSON | {"strategic_group": "tai_nang"}]) == ()


@pytest.mark.parametrize("value", ["A 1", "=A1", "A" * 41, "Nhóm"])
def test_what_has_not_the_form_of_a_code_is_refused(value: str) -> None:
    with pytest.raises(PackageProblem, match="Dòng 1"):
        list(received_people(json.dumps(PERSON | {"strategic_group": value}).encode()))


def test_whole_and_partial_dates_are_taken() -> None:
    for birth in ("1980", "1980-05", "1980-05-31"):
        [person] = received_people(json.dumps(PERSON | {"birth": birth}).encode())
        assert person["birth"] == birth


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("number", 0), ("number", 10**30), ("number", True), ("counts", {"a": "3"}), ("counts", []),
        ("required_signers", 3), ("files", []), ("made_at", "\ud800"), ("program", None),
    ],
)  # fmt: skip
def test_a_manifest_with_an_impossible_value_is_refused(key: str, value: object) -> None:
    assert from_files({NAME: json.dumps(MANIFEST).encode()}).number == 1
    with pytest.raises(PackageProblem, match="Bản kê của gói bị hỏng"):
        from_files({NAME: json.dumps(MANIFEST | {key: value}).encode()})


@pytest.mark.parametrize(("key", "value"), [("value", 10**30), ("value", float("nan")), ("code", "\ud800")])
def test_a_figure_that_cannot_be_stored_is_refused(key: str, value: object) -> None:
    manifest = from_files({NAME: json.dumps(MANIFEST).encode()})
    with pytest.raises(PackageProblem, match="Số liệu báo cáo"):
        _figure(manifest, "task", json.dumps({"code": "1", "state": "x", key: value}).encode())


@given(st.sampled_from(("uid", *SENT_FIELDS)), JSON)
def test_any_value_in_a_line_is_taken_or_refused_in_words(key: str, value: object) -> None:
    try:
        [person] = received_people(json.dumps(PERSON | {key: value}).encode())
    except PackageProblem:
        return
    # Whatever was taken can be stored: text without lone surrogates, possibly none at all.
    assert str(person[key]).encode().decode() == str(person[key])


@given(st.sampled_from(tuple(MANIFEST)), JSON)
def test_any_value_in_a_manifest_is_taken_or_refused_in_words(key: str, value: object) -> None:
    try:
        manifest = from_files({NAME: json.dumps(MANIFEST | {key: value}).encode()})
    except PackageProblem:
        return
    assert 1 <= manifest.number <= 10**6
