"""Other ways to make a text into terms, to measure the chosen one beside."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

from shared.search.index import Analyse
from shared.search.terms import Steps, terms
from shared.search.tokens import tokens
from shared.search.vocabulary import the_vocabulary

CHOSEN = "valgt: alle stegene"


def plain(text: str) -> Mapping[str, float]:
    """The words as they are written."""
    return Counter(tokens(text))


def without_stop_words(text: str) -> Mapping[str, float]:
    """The words as they are written, but those that stand in every text."""
    return Counter(word for word in tokens(text) if word not in the_vocabulary().stop_words)


def pieces(text: str, length: int) -> Mapping[str, float]:
    """Character n-grams of the words, their ends marked."""
    met: Counter[str] = Counter()
    for word in without_stop_words(text):
        marked = f"^{word}$"
        met.update(marked[at : at + length] for at in range(max(1, len(marked) - length + 1)))
    return met


def with_pieces(text: str, length: int, worth: float) -> Mapping[str, float]:
    """The chosen way and n-grams beside it."""
    beside = {f"#{piece}": times * worth for piece, times in pieces(text, length).items()}
    return {**terms(text), **beside}


def steps(*, spelling: bool = False, same: bool = False, compounds: bool = False) -> Analyse:
    return partial(terms, steps=Steps(spelling=spelling, same=same, compounds=compounds))


WAYS: Mapping[str, Callable[[str], Mapping[str, float]]] = {
    "ordene som de står": plain,
    "uten småord": without_stop_words,
    "grunnformer": steps(),
    "+ nynorsk skrevet som bokmål": steps(spelling=True),
    "+ ord for det samme": steps(spelling=True, same=True),
    "grunnformer + sammensatte ord": steps(spelling=True, compounds=True),
    "3 bokstaver om gangen": partial(pieces, length=3),
    "4 bokstaver om gangen": partial(pieces, length=4),
    "5 bokstaver om gangen": partial(pieces, length=5),
    "valgt + 4 bokstaver om gangen": partial(with_pieces, length=4, worth=0.1),
    CHOSEN: terms,
}
"""What is compared; the words are the command's, which speaks Norwegian as the others do."""
