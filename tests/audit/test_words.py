"""Every event of the language has its Norwegian sentence in the history, and no other."""

from pathlib import Path

from shared.contracts.language import EVENT_TYPES
from shared.eventlog.codec import type_name
from shared.web.i18n import read_catalogue

CATALOGUE = Path(__file__).parents[2] / "services" / "audit" / "words" / "nb.po"


def test_every_type_of_event_has_its_sentence_r_1() -> None:
    sentences = {key for key in read_catalogue(CATALOGUE) if key.startswith("event.")}
    assert sentences == {f"event.{type_name(event).rsplit('.', 1)[0]}" for event in EVENT_TYPES}
