"""The words of a text, as they stand in it but for case."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

MOST_WORDS = 3_000
"""Words that are read of a text; what comes after tells nothing new about its subject."""

LONGEST_WORD = 60
SHORT_PREFIX = 3
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def tokens(text: str) -> Iterator[str]:
    """The words in their order, in small letters; numbers and single letters are passed by.

    A short prefix belongs to its word (`e-melding` → `emelding`); other hyphens part words
    (`føde-barsel` → `føde`, `barsel`).
    """
    return islice(_all(unicodedata.normalize("NFKC", text.casefold())), MOST_WORDS)


def _all(text: str) -> Iterator[str]:
    for found in _WORD.finditer(text):
        for word in _apart(found.group()):
            if 1 < len(word) <= LONGEST_WORD and not word.isdigit():
                yield word


def _apart(word: str) -> list[str]:
    words = word.split("-")
    joined = len(words) > 1 and len(words[0]) <= SHORT_PREFIX
    return ["".join(words)] if joined else words
