"""Which task of a new plan carries on which of the old: words held against words, with a score. Pure."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop.text import fold

ALIKE, SURE = 55, 80
"""From the first score on (of 100) a pair is proposed, from the second nobody need look twice.

Below the first the old task is closed unless somebody chooses. Tried on Hà Nội 2024 and Hải Phòng 2024
against the plans of 2026: right pairs lie above 55, unrelated tasks, full of the same office words, below 50.
"""

_TYPED_AGAIN = 85
_SAME_LEADER = 3
_CITED = re.compile(
    r"(?:so )?\d+[-/]\S+(?: ngay \d+/\d+/\d+)?|\bcua (?:chinh phu|thu tuong chinh phu|thanh uy|tinh uy)\b"
)
_CLAUSE = re.compile(r"[;.]\s+|\n- ")
_SHORTEST_CLAUSE = 30

_Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Words:
    """A task as it is compared: code, text, who leads."""

    code: str
    text: str
    lead: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pair:
    """An old task and the new one proposed for it; `new` is empty when none is like it enough."""

    old: str
    new: str
    score: int

    @property
    def is_sure(self) -> bool:
        """Whether the words are so alike that nobody need look twice."""
        return bool(self.new) and self.score >= SURE


def match_tasks(old: Sequence[Words], new: Sequence[Words]) -> list[Pair]:
    """Return a pair for each old task, in its order: the new one most alike; several may go to one.

    The score of the nearest new task is given also where it is too low to be proposed.
    """
    rarity = _rarity([*old, *new])
    clauses = {one.code: _clauses(one.text) for one in (*old, *new)}
    pairs = []
    for a in old:
        scores = {b.code: _score(a, b, _best(clauses[a.code], clauses[b.code], rarity)) for b in new}
        nearest = max(scores, key=lambda code: scores[code], default="")
        points = scores.get(nearest, 0)
        pairs.append(Pair(a.code, nearest if points >= ALIKE else "", points))
    return pairs


def _score(old: Words, new: Words, shared: float) -> int:
    """Return 0–100: what the clauses share, or how alike the letters are of a text typed anew."""
    from rapidfuzz import fuzz

    letters = fuzz.token_sort_ratio(_plain(old.text), _plain(new.text))
    points = max(10 * math.sqrt(shared), letters if letters >= _TYPED_AGAIN else 0)
    leaders = {fold(unit) for unit in old.lead} & {fold(unit) for unit in new.lead}
    return min(100, round(points) + (_SAME_LEADER if leaders and points >= ALIKE - _SAME_LEADER else 0))


def _best(old: Sequence[_Pairs], new: Sequence[_Pairs], rarity: Mapping[tuple[str, str], float]) -> float:
    """Return the most that any two clauses share, 0–100: rare pairs of words weigh, common ones hardly."""
    weights = {part: sum(rarity[pair] for pair in part) for part in {*old, *new}}
    best = 0.0
    for first in old:
        for second in new:
            shared = sum(rarity[pair] for pair in first & second)
            both, smaller = weights[first] + weights[second], min(weights[first], weights[second])
            if smaller > 0:
                best = max(best, 50 * (2 * shared / both + shared / smaller))
    return best


def _rarity(tasks: Sequence[Words]) -> Mapping[tuple[str, str], float]:
    counted = Counter(pair for one in tasks for pair in frozenset().union(*_clauses(one.text)))
    return {pair: math.log((len(tasks) + 1) / times) for pair, times in counted.items()}


def _clauses(text: str) -> tuple[_Pairs, ...]:
    """Return the pairs of neighbouring words of the whole text, and of its clauses when it has several."""
    parts = [part for part in _CLAUSE.split(text) if len(part) >= _SHORTEST_CLAUSE]
    return tuple(_pairs(part) for part in ([text, *parts] if len(parts) > 1 else [text]))


def _pairs(text: str) -> _Pairs:
    words = _plain(text).split()
    return frozenset(pairwise(words))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", _CITED.sub(" ", fold(text))))
