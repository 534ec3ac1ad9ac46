"""Where hand signature and seal stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.signing.places import MM, Rect, Role, SignaturePlace, fit, office_place, role_of, seal_rect

sizes = st.floats(1, 500)


@given(sizes, sizes, sizes, sizes)
def test_a_fitted_picture_keeps_its_proportion_and_stays_inside(
    width: float, height: float, wide: float, high: float
) -> None:
    into = Rect(10, 20, wide, high)
    shown = fit(width, height, into)
    assert shown.width / shown.height == pytest.approx(width / height)
    assert shown.x >= into.x - 1e-6
    assert shown.top <= into.top + 1e-6
    assert shown.width == pytest.approx(into.width) or shown.height == pytest.approx(into.height)


@given(sizes, sizes)
def test_the_seal_covers_the_left_third_of_the_signature_at_real_size(width: float, height: float) -> None:
    signature = Rect(300, 200, width, height)
    seal = seal_rect(signature)
    assert (seal.right - signature.x) / signature.width == pytest.approx(1 / 3)
    assert (seal.width, seal.height) == (pytest.approx(36 * MM), pytest.approx(36 * MM))
    assert seal.y + seal.height / 2 == pytest.approx(signature.y + signature.height / 2)


@given(sizes, sizes, sizes, sizes)
def test_the_offices_place_holds_the_seal_for_every_signature(
    width: float, height: float, wide: float, high: float
) -> None:
    leader = SignaturePlace(Role.LEADER, 3, 300, 200, wide, high)
    place, seal = office_place(leader), seal_rect(fit(width, height, leader.rect))
    assert (place.role, place.page) == (Role.OFFICE, 3)
    assert place.x <= seal.x + 1e-6
    assert seal.right <= place.rect.right + 1e-6
    assert place.y == pytest.approx(seal.y)
    assert place.height == pytest.approx(seal.height)


def test_roles_and_fields_belong_together() -> None:
    assert [role_of(role.field) for role in Role] == [Role.LEADER, Role.OFFICE]
    assert role_of("Signature1") is None
