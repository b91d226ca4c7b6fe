"""Every event of the language has its Norwegian sentence in the history, and no other."""

from datetime import date
from pathlib import Path

from shared.contracts.language import EVENT_TYPES
from shared.eventlog.codec import type_name
from shared.web.i18n import SHARED_WORDS, read_catalogue
from tests.audit.telling import WORDS
from tests.web.catalogue import assert_catalogue_fits

SERVICE = Path(__file__).parents[2] / "services" / "audit"
CATALOGUE = SERVICE / "words" / "nb.po"


def test_every_type_of_event_has_its_sentence_r_1() -> None:
    sentences = {key for key in read_catalogue(CATALOGUE) if key.startswith("event.")}
    assert sentences == {f"event.{type_name(event).rsplit('.', 1)[0]}" for event in EVENT_TYPES}


def test_all_that_is_shown_has_words_and_no_words_are_left_over() -> None:
    others = [SHARED_WORDS]
    from_data = {key for key in read_catalogue(CATALOGUE) if key.startswith("event.")}
    composed = {"refused.audit.basis-missing", "refused.audit.reason-missing"}
    assert_catalogue_fits(CATALOGUE, [SERVICE], others=others, also_used=from_data | composed)


def test_the_day_a_duty_to_keep_ends_is_told_as_a_day_r_7() -> None:
    text = WORDS("refused.audit.duty-to-keep", until=date(2031, 12, 31))
    assert "til og med 31. des. 2031" in text
