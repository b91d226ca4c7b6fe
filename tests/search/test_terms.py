"""What a text is found by, and the laws of it (I-7)."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.search.compounds import parts_of
from shared.search.terms import Steps, terms
from shared.search.tokens import MOST_WORDS, tokens
from shared.search.vocabulary import stem, the_vocabulary

NORWEGIAN_AND_SAMI = "abcdefghijklmnopqrstuvwxyzæøåáčđŋšŧžâïöä -.,\n"
texts = st.text(NORWEGIAN_AND_SAMI, max_size=200)


@given(texts)
def test_capital_letters_do_not_matter_i_7(text: str) -> None:
    assert terms(text.upper()) == terms(text) == terms(text.title())


@given(texts, st.randoms(use_true_random=False))
def test_the_order_of_the_words_does_not_matter_i_7(text: str, chance: random.Random) -> None:
    words = text.split()
    chance.shuffle(words)
    assert terms(" ".join(words)) == terms(text)


@given(st.text(max_size=500))
def test_any_text_will_do_i_7(text: str) -> None:
    assert all(weight > 0 and term for term, weight in terms(text).items())


@pytest.mark.parametrize(
    "text", ["", "   \n", "…!?«»–", "🚑🩺👩‍⚕️", "112 47 2026", "a b c", "og i på", "\ud800"]
)
def test_a_text_without_words_of_its_own_has_no_terms_i_7(text: str) -> None:
    assert not terms(text)


def test_a_long_text_is_read_to_its_limit_i_7() -> None:
    text = "epikrise " * (MOST_WORDS + 1)
    assert len(list(tokens(text))) == MOST_WORDS
    assert set(terms(text)) == set(terms("epikrise"))


def test_a_decomposed_letter_is_the_letter_i_7() -> None:
    assert terms("sa\u030arstell") == terms("sårstell")


def test_sami_words_are_words_i_7() -> None:
    assert set(tokens("Dearvvašvuođa-bálvalus, Čálliid")) == {
        "dearvvašvuođa",
        "bálvalus",
        "čálliid",
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sjukmelding", "sykmeldingen"),
        ("heimesjukepleia", "hjemmesykepleien"),
        ("tilvisingar", "henvisningene"),
        ("utskrivingsklar", "utskrivningsklare"),
        ("allmennlegar", "fastlegene"),
        ("medikamenter", "legemidler"),
        ("epikrisa", "utskrivningsnotat"),
        ("e-melding", "dialogmeldinger"),
        ("individuell plan", "IP"),
    ],
)
def test_words_for_the_same_thing_meet_i_7(one: str, other: str) -> None:
    assert set(terms(one)) & set(terms(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("epikrise", "henvisning"), ("sykmelding", "e-melding"), ("sykehus", "sykehjem")],
)
def test_words_for_different_things_do_not_become_one_i_7(one: str, other: str) -> None:
    steps = Steps(compounds=False)
    assert not set(terms(one, steps)) & set(terms(other, steps))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("legemiddelliste", ("legemiddel", "liste")),
        ("ambulanseberedskap", ("ambulanse", "beredskap")),
        ("multidosepasienter", ("multi", "dose", "pasienter")),
        ("svangerskapsdiabetes", ("svangerskap", "diabetes")),
        ("mikrobiologisvar", ("mikrobiologi", "svar")),
        ("forklaring", ()),
        ("være", ()),
    ],
)
def test_compounds_are_found_by_their_parts_i_7(word: str, parts: tuple[str, ...]) -> None:
    assert parts_of(word, the_vocabulary().parts) == parts


@given(st.text("abcdefghijklmnopqrstuvwxyzæøå", max_size=70))
def test_parts_stand_in_the_word_in_their_order_i_7(word: str) -> None:
    rest = word
    for part in parts_of(word, the_vocabulary().parts):
        assert part in rest
        rest = rest.split(part, 1)[1]


def test_a_word_belongs_to_one_group_i_7() -> None:
    """A stem that stood for two things would join what is not the same."""
    same = the_vocabulary().same
    assert all(same.get(one, one) == one for one in same.values())


def test_spelling_anew_changes_nothing_i_7() -> None:
    vocabulary = the_vocabulary()
    for nynorsk, _ in vocabulary.spelling:
        once = vocabulary.spelled(nynorsk)
        assert vocabulary.spelled(once) == once, nynorsk


def test_doctors_keep_their_stem_i_7() -> None:
    assert {stem("fastlegen"), stem("fastlegane"), stem("fastlege")} == {"fastlege"}
