"""What the search knows about Norwegian beyond its endings: `norwegian.toml`, read once."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import snowballstemmer

SHORTEST_PART = 3
"""Letters of the shortest part of a compound that is recognised."""

_stemmer = snowballstemmer.stemmer("norwegian")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without its ending (Snowball's Norwegian, made for bokmål)."""
    return _doctors().get(word) or str(_stemmer.stemWord(word))


@cache
def _doctors() -> Mapping[str, str]:
    """All forms of the words for doctors, and the one that stands for them."""
    return {
        form: doctor
        for doctor in _data()["doctors"].split()
        for form in (
            *(doctor + end for end in ("", "n", "r", "ne", "s", "ns", "nes")),
            *_nynorsk(doctor),
        )
    }


def _nynorsk(doctor: str) -> tuple[str, str]:
    return f"{doctor[:-1]}ar", f"{doctor[:-1]}ane"


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "norwegian.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of `norwegian.toml`; those that are compared as stems stand as stems.

    - `spelling`: what is written otherwise in nynorsk, the longest first.
    - `same`: a stem, and the one it counts as. `phrases`: the same for several words together.
    - `parts`: what compounds are put together from, as written and as stems.
    """

    stop_words: frozenset[str]
    spelling: tuple[tuple[str, str], ...]
    same: Mapping[str, str]
    phrases: Mapping[frozenset[str], str]
    parts: frozenset[str]

    def spelled(self, word: str) -> str:
        """The word as bokmål writes it."""
        for nynorsk, bokmal in self.spelling:
            word = word.replace(nynorsk, bokmal)
        return word


@cache
def the_vocabulary() -> Vocabulary:
    """The one that is used."""
    data = _data()
    spelling = sorted(map(tuple, data["spelling"]), key=lambda pair: -len(pair[0]))
    bare = Vocabulary(
        stop_words=frozenset(data["stop_words"].split()),
        spelling=tuple(spelling),
        same={},
        phrases={},
        parts=frozenset(),
    )
    groups: list[list[str]] = [group for part in data["same"] for group in part["groups"]]
    written = {*data["compounds"]["parts"].split(), *_single(groups)}
    return Vocabulary(
        stop_words=bare.stop_words,
        spelling=bare.spelling,
        same={
            stem(bare.spelled(word)): stem(bare.spelled(group[0]))
            for group in groups
            for word in _single([group])
        },
        phrases={
            frozenset(stem(bare.spelled(word)) for word in phrase.split()): stem(
                bare.spelled(group[0])
            )
            for group in groups
            for phrase in group
            if " " in phrase
        },
        parts=frozenset(
            part
            for word in written
            if len(word) >= SHORTEST_PART
            for part in (word, stem(bare.spelled(word)))
        ),
    )


def _single(groups: Iterable[Iterable[str]]) -> list[str]:
    return [word for group in groups for word in group if " " not in word]
