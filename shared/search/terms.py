"""The terms a text is found by: its words, brought together where they mean the same.

Nynorsk is spelled as bokmål, words that mean the same become one, endings fall, and compounds
count by their parts too. Each step is worth something, measured (`make similarity`); each can be
left out, so that it can be measured.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from shared.search.compounds import parts_of
from shared.search.tokens import tokens
from shared.search.vocabulary import stem, the_vocabulary

PART = 0.5
"""What a part of a compound counts, beside the compound itself."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Which steps are taken; all of them, but where one is measured."""

    spelling: bool = True
    same: bool = True
    compounds: bool = True


ALL = Steps()


def terms(text: str, steps: Steps = ALL) -> Mapping[str, float]:
    """The terms and how often each is met; nothing for a text without words.

    The order of the words does not matter, nor capital letters. Any text will do.
    """
    met: dict[str, float] = defaultdict(float)
    stems: set[str] = set()
    for word, times in Counter(tokens(text)).items():
        itself, found = _of_word(word, steps)
        stems.add(itself)
        for term, weight in found:
            met[term] += weight * times
    if steps.same:
        for phrase, term in the_vocabulary().phrases.items():
            if phrase <= stems:
                met[term] += 1
    return met


@lru_cache(maxsize=20_000)
def _of_word(word: str, steps: Steps) -> tuple[str, tuple[tuple[str, float], ...]]:
    """The word's stem, which phrases are recognised by, and its terms with what each counts."""
    vocabulary = the_vocabulary()
    spelled = vocabulary.spelled(word) if steps.spelling else word
    itself = stem(spelled)
    if word in vocabulary.stop_words or spelled in vocabulary.stop_words:
        return itself, ()
    same = vocabulary.same if steps.same else {}
    parts = parts_of(spelled, vocabulary.parts) if steps.compounds else ()
    ends = [stem(part) for part in parts]
    return itself, (
        (same.get(itself, itself), 1.0),
        *((same.get(end, end), PART) for end in ends),
    )
