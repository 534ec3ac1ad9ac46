"""Drafts: kept for their user alone, outside the journal, and no change that anybody hears of."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from desktop.accounts.drafts import DraftText, basis_of, drafts_of, drop_draft, keep_draft
from desktop.accounts.models import Draft
from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.journal.queries import list_acts

TEXT = DraftText("d1", "person", "", "hồ sơ mới", {"full_name": "Đỗ Quang Mẫu", "degree_year": 2001}, "x")


def keep(office: Office, draft: DraftText = TEXT) -> None:
    with office.write() as session:
        keep_draft(session, draft)


def kept(office: Office) -> list[dict[str, object]]:
    with office.read() as session:
        return [dict(draft.values) for draft in drafts_of(session)]


def test_a_draft_comes_back_as_it_was_typed(office: Office) -> None:
    keep(office)
    keep(office, replace(TEXT, values={"full_name": "Đỗ Quang Mẫu (hư cấu)"}))
    assert kept(office) == [{"full_name": "Đỗ Quang Mẫu (hư cấu)"}]


def test_a_draft_is_no_act_and_no_change(office: Office) -> None:
    heard: list[frozenset[str]] = []
    office.listeners.append(heard.append)
    with office.read() as session:
        before = len(list_acts(session))
    keep(office)
    with office.read() as session:
        assert len(list_acts(session)) == before
    assert heard == []


def test_nobody_else_gets_or_drops_a_draft(office: Office) -> None:
    keep(office)
    other = replace(office, actor=Actor("khac", "Người Khác (hư cấu)", Role.EDITOR))
    assert kept(other) == []
    with other.write() as session:
        drop_draft(session, TEXT.uid)
    assert len(kept(office)) == 1


def test_a_dropped_draft_is_gone(office: Office) -> None:
    keep(office)
    with office.write() as session:
        drop_draft(session, TEXT.uid)
    assert kept(office) == []


@pytest.mark.parametrize(("now", "same"), [({"a": 1, "b": None}, True), ({"b": None, "a": 2}, False)])
def test_the_basis_tells_whether_the_record_is_the_same(now: dict[str, object], same: bool) -> None:
    assert (basis_of({"b": None, "a": 1}) == basis_of(now)) is same


def test_an_old_draft_goes_when_another_is_kept(office: Office) -> None:
    keep(office)
    with office.write() as session:
        session.execute(update(Draft).values(saved_at="2020-01-01T00:00:00+00:00"))
    keep(office, replace(TEXT, uid="d2", values={"full_name": "Mới"}))
    assert kept(office) == [{"full_name": "Mới"}]
