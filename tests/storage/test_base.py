import time

from desktop.storage.base import new_uid


def test_identities_are_32_digits_that_never_come_again() -> None:
    made = {new_uid() for _ in range(5_000)}
    assert len(made) == 5_000
    assert all(len(uid) == 32 and int(uid, 16) for uid in made)


def test_identities_stand_in_the_order_in_which_they_were_given() -> None:
    before = new_uid()
    time.sleep(0.05)
    assert before < new_uid()
