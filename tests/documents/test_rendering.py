"""Documents: the same bytes again, for all readers, and text is never markup (G-13)."""

import hashlib
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.documents.rendering import UnfitDocument, render

TEMPLATE = Path(__file__).parent / "sample.typ"
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DATA = {"title": "Møte 1", "number": "1/26", "text": "Første linje\nandre\n\nnytt avsnitt"}


def test_the_same_data_gives_the_same_bytes_in_another_process_g_13() -> None:
    program = (
        "import hashlib; from tests.documents.test_rendering import *;"
        "print(hashlib.sha256(render(TEMPLATE, DATA, 'nb', AT)).hexdigest())"
    )
    again = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    ).stdout.strip()
    assert hashlib.sha256(render(TEMPLATE, DATA, "nb", AT)).hexdigest() == again


def test_it_is_tagged_for_those_who_do_not_see_the_page_g_13() -> None:
    made = render(TEMPLATE, DATA, "nn", AT)
    assert made.startswith(b"%PDF-")
    assert b"pdfuaid" in made
    assert b"/StructTreeRoot" in made
    assert b"/Lang" in made


@pytest.mark.parametrize(
    "text", ['#panic("x")', '#include "/pyproject.toml"', "*a* _b_ $x$ `c` = \\ <label> @ref"]
)
def test_what_somebody_writes_is_text_and_never_markup(text: str) -> None:
    assert render(TEMPLATE, DATA | {"text": text}, "nb", AT).startswith(b"%PDF-")


def test_another_time_or_language_is_another_document() -> None:
    made = {
        render(TEMPLATE, DATA, "nb", AT),
        render(TEMPLATE, DATA, "nn", AT),
        render(TEMPLATE, DATA, "nb", AT.replace(hour=10)),
    }
    assert len(made) == 3


def test_what_the_template_lacks_is_said() -> None:
    with pytest.raises(UnfitDocument, match="sample"):
        render(TEMPLATE, {"title": "Uten tekst"}, "nb", AT)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        render(TEMPLATE, DATA, "nb", AT.replace(tzinfo=None))
