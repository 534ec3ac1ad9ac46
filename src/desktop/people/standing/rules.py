"""A person's time as a row of standings, and what a new word about his standing does to it. Pure values."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.codelists import label_of
from desktop.text import partial_day


@dataclass(frozen=True)
class Line:
    """One standing as stored; `id` is None until it is.

    `until` is when the next one begins, `follows` when the one before began: None when there is no such
    line, an empty text when the one before has no date.
    """

    status: str
    since: str | None = None
    place: str | None = None
    document: str | None = None
    note: str | None = None
    id: int | None = None
    uid: str = ""
    until: str | None = None
    follows: str | None = None
    recorded_at: str = ""

    @property
    def said(self) -> tuple[str, str | None]:
        """What the person's own record repeats of it."""
        return self.status, self.since

    def words(self) -> str:
        """Return it as a sentence names it: “Nghỉ hưu từ 05/2026”."""
        label = label_of("status", self.status)
        return f"{label} từ {partial_day(self.since)}" if self.since else label


DEAD = "da_mat"
"""The standing after which there is no other."""

Time = tuple[Line, ...]
"""The standings of one person, oldest first; no two begin on the same (partial) date."""


def in_order(lines: Iterable[Line]) -> Time:
    """Return lines as a person's time: oldest first, each knowing when its neighbours begin.

    A line without a date holds from the beginning; one known by its month or year begins with it.
    """
    ordered = sorted(lines, key=_begins)
    nexts = [*(line.since for line in ordered[1:]), None]
    befores = [None, *map(_begins, ordered)]
    return tuple(
        replace(line, until=until, follows=follows)
        for line, until, follows in zip(ordered, nexts, befores, strict=False)
    )


def _begins(line: Line) -> str:
    return line.since or ""


def told(time: Time, status: str, since: str | None) -> Time:
    """Return a person's time after his record was written with this status and date.

    Both differ from the newest line: a new line, which an older date puts before the newest one. One
    differs: a correction of the newest line, unless the date would put it before the line it follows.
    """
    if not time:
        return (Line(status, since),)
    newest = time[-1]
    if newest.said == (status, since):
        return time
    if status != newest.status and since != newest.since:
        return placed(time, Line(status, since))
    if len(time) > 1 and (since or "") <= _begins(time[-2]):
        return time
    return in_order([*time[:-1], replace(newest, status=status, since=since)])


def told_by_keeper(time: Time, status: str, since: str | None) -> Time:
    """Return a person's time after the office that keeps his record said that this is his newest standing.

    What it says is a word like any other (see `told`); where what is known would be newer or contradicts it,
    that was a mistake which the office has taken back, and is left out.
    """
    after = told(time, status, since)
    return after if after[-1].said == (status, since) else joined(time, (), status, since)


def placed(time: Time, line: Line) -> Time:
    """Return the time with a line put in; a line beginning on the same date is corrected by it."""
    same = same_beginning(time, line.since)
    if same is None:
        return in_order([*time, line])
    return in_order([replace(one, status=line.status) if one is same else one for one in time])


def same_beginning(time: Time, since: str | None) -> Line | None:
    """Return the line that begins on this very (partial) date."""
    return next((line for line in time if line.since == since), None)


def why_not(time: Time, status: str, since: str | None) -> str:
    """Return why a record cannot be written with this status and date; empty when it can."""
    after = told(time, status, since)
    is_new = len(after) > len(time)
    return outdated(time, status, since) or (beyond_death(after, after[-1]) if is_new else "")


def beyond_death(time: Time, line: Line) -> str:
    """Return why a line of this time cannot be: it begins after the death, or is one with more after it."""
    at = next((place for place, one in enumerate(time) if one.said == line.said), len(time))
    dead = next((one for one in time[:at] if one.status == DEAD), None)
    if dead is not None:
        return (
            f"Hồ sơ đã ghi {_lower(dead.words())} nên sau đó không thể là “{line.words()}”; nếu ngày mất ghi "
            "nhầm, hãy sửa dòng đó trong Diễn biến tình trạng."
        )
    after = time[at + 1] if line.status == DEAD and at + 1 < len(time) else None
    if after is None:
        return ""
    return (
        f"Hồ sơ còn ghi “{after.words()}” sau khi mất; hãy ghi ngày mất muộn hơn, hoặc xóa dòng đó trong "
        "Diễn biến tình trạng trước."
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def outdated(time: Time, status: str, since: str | None) -> str:
    """Return why these cannot become the newest standing; empty when they can."""
    after = told(time, status, since)
    if after[-1].said == (status, since):
        return ""
    return (
        f"Hồ sơ đã ghi tình trạng mới hơn: {after[-1].words()}; muốn ghi thêm hoặc sửa tình trạng trước đó, "
        "hãy mở Diễn biến tình trạng."
    )


def joined(kept: Time, dropped: Time, status: str, since: str | None) -> Time:
    """Return the time of one person made of two records, which now has this newest standing.

    What either record tells of the time before is kept, of one date the kept record's word; what either
    says of later times is contradicted by the newest standing and left out.
    """
    newest = next((one for one in (*kept, *dropped) if one.said == (status, since)), Line(status, since))
    before = {_begins(one): one for one in (*dropped, *kept) if _begins(one) < (since or "")}
    lines = [*before.values(), newest]
    return in_order(one if one in kept else replace(one, id=None, uid="") for one in lines)
