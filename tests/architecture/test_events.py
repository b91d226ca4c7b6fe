"""The catalogue of events is current, and documents name only events there are (section 8)."""

import re

from shared.contracts.language import EVENT_TYPES
from shared.contracts.upcasters import UPCASTERS
from tests.architecture import events_page
from tests.architecture.events_page import SOURCES, type_of
from tests.architecture.tree import documents, relative, text

TYPES = {type_of(event) for event in EVENT_TYPES}
NAMED = re.compile(rf"\b(?:{'|'.join(SOURCES)})\.[a-z][a-z-]*\.v\d+\b")


def test_the_catalogue_of_events_is_current() -> None:
    page = events_page.PATH.read_text(encoding="utf-8")
    assert page == events_page.events_page(), "run `python -m tests.architecture.generate`"


def test_every_event_stands_in_the_catalogue_under_its_source() -> None:
    headings = re.findall(r"^### `(.+)`$", events_page.events_page(), re.MULTILINE)
    assert sorted(headings) == sorted(TYPES)


def test_documents_name_only_events_there_are() -> None:
    known = TYPES | UPCASTERS.keys()
    wrong = {
        (relative(path), name)
        for path in documents()
        for name in NAMED.findall(text(path))
        if name not in known
    }
    assert not wrong


def test_every_event_says_what_has_happened() -> None:
    """The docstring is what integrators read; a bare type tells them nothing."""
    silent = {type_of(event) for event in EVENT_TYPES if not event.__dict__.get("__doc__")}
    assert silent <= SELF_EXPLAINING, "say it in a docstring"
    assert silent >= SELF_EXPLAINING, "these have a docstring now: take them off the list"


SELF_EXPLAINING = {
    "governance.meeting-started.v1",
    "governance.role-withdrawn.v1",
    "governance.seat-vacated.v1",
}
"""Their type says it all."""
