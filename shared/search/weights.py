"""How much a term counts: BM25 on both sides.

A term counts more the oftener it is met, but less for each time; less in a long text; more the
fewer texts have it. Report and report are alike in kind, so the one that is asked for is weighed
as the others are. The figures are chosen on the development reports (`make similarity`).
"""

import math
from collections import defaultdict
from collections.abc import Mapping

TITLE = 2.0
"""What a word in the title counts, beside one in the text."""

SATURATION = 3.0
"""BM25's k1: where more of the same stops to count."""

LENGTH = 0.6
"""BM25's b: how much a long text is held back."""

USUAL_LENGTH = 40.0
"""The length, in terms, of a usual report. Fixed, so that a text that is indexed keeps its weights
whatever comes after it."""


def weighed(title: Mapping[str, float], text: Mapping[str, float]) -> Mapping[str, float]:
    """The weight of each term of a title and a text."""
    met: dict[str, float] = defaultdict(float)
    for term, times in title.items():
        met[term] += TITLE * times
    for term, times in text.items():
        met[term] += times
    length = sum(met.values())
    held_back = SATURATION * (1 - LENGTH + LENGTH * length / USUAL_LENGTH)
    return {term: times * (SATURATION + 1) / (times + held_back) for term, times in met.items()}


def rarity(having: int, documents: int) -> float:
    """What a term that so many of the documents have tells (BM25's idf); above zero."""
    return math.log(1 + (documents - having + 0.5) / (having + 0.5))
