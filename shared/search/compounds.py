"""Compounds into their parts: `legemiddelliste` is found by `legemiddel` and `liste` too.

Norwegian writes as one word what is one thing, and names a problem by such words; most of them
stand in no list. The known parts do, and the joints are none, `s` or `e`.
"""

from collections.abc import Collection, Iterator

from shared.search.vocabulary import SHORTEST_PART, stem

LONGEST_COMPOUND = 40
SHORTEST_UNKNOWN = 4
SHORTEST_BESIDE_UNKNOWN = 5
"""Letters of a known part that is trusted when what stands beside it is not known."""

ENDINGS = frozenset({"ring", "ringen", "ringa", "ting", "tinga"}) | frozenset(
    {"else", "elser", "elsen", "elsene", "ende", "ning", "ningen", "ninger", "ningar"}
)
"""What looks like a part at the end of a word, and is only its ending."""


def parts_of(word: str, known: Collection[str]) -> tuple[str, ...]:
    """The parts in their order, as they are written; none where the word is not put together.

    All parts are known where that can be; else one is, at the end or at the beginning.
    """
    if len(word) > LONGEST_COMPOUND:
        return ()
    whole = min(_known_parts(word, known), key=len, default=())
    return whole or _beside_unknown(word, known)


def _known_parts(word: str, known: Collection[str]) -> Iterator[tuple[str, ...]]:
    for end in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        first = word[:end]
        if first not in known:
            continue
        for joint in ("", "s", "e"):
            if not word.startswith(joint, end):
                continue
            rest = word[end + len(joint) :]
            if _ends(rest, known, SHORTEST_PART):
                yield (first, rest)
            for parts in _known_parts(rest, known):
                yield (first, *parts)


def _beside_unknown(word: str, known: Collection[str]) -> tuple[str, ...]:
    for start in range(SHORTEST_UNKNOWN, len(word) - SHORTEST_UNKNOWN + 1):
        if _ends(word[start:], known, SHORTEST_UNKNOWN):
            return (_unjoined(word[:start]), word[start:])
    for end in range(len(word) - SHORTEST_UNKNOWN, SHORTEST_BESIDE_UNKNOWN - 1, -1):
        if word[:end] in known:
            return (word[:end], word[end:])
    return ()


def _ends(rest: str, known: Collection[str], shortest: int) -> bool:
    return len(rest) >= shortest and rest not in ENDINGS and (rest in known or stem(rest) in known)


def _unjoined(first: str) -> str:
    return first[:-1] if len(first) > SHORTEST_UNKNOWN and first.endswith("s") else first
