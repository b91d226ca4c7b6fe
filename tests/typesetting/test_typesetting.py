"""Documents are PDF/UA-1, the same bytes again, and say what was written (ISO 14289-1)."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from shared.typesetting import Document, Heading, Points, Table, Text, typeset

AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
DOCUMENT = Document(
    title="Protokoll fra møte i SSU Ærlig Øst Å",
    language="nb",
    blocks=(
        Points([("Sted", "Skien rådhus")]),
        Heading("Deltakere"),
        Table(["Navn", "Merknad"], [["Ånund Øst", "Leder"]]),
        Text("Første linje\nAndre linje", "Bakgrunn"),
    ),
    running="SSU, versjon 1",
    page=("Side", "av"),
)


def read(content: bytes) -> str:
    """What stands in it, without the places where a long word may break."""
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return text.replace("\u200b", "")


def test_it_is_tagged_and_tells_its_language_and_title() -> None:
    content = typeset(replace(DOCUMENT, language="nn"), AT)
    reader = PdfReader(BytesIO(content))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "nn"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == DOCUMENT.title
    assert b"pdfuaid:part>1<" in content or b'pdfuaid:part="1"' in content


def test_tables_have_header_cells_and_headings_are_headings() -> None:
    tags = set()

    def look(element: object) -> None:
        if isinstance(element, list):
            for each in element:
                look(each.get_object() if hasattr(each, "get_object") else each)
        elif isinstance(element, dict):
            tags.add(str(element.get("/S")))
            children = element.get("/K", [])
            look(children.get_object() if hasattr(children, "get_object") else children)

    root: Any = PdfReader(BytesIO(typeset(DOCUMENT, AT))).trailer["/Root"]
    look(root["/StructTreeRoot"])
    assert {"/H1", "/Table", "/TH", "/TD", "/P"} <= tags


def test_the_same_of_the_same_and_another_moment_is_another_document() -> None:
    first = typeset(DOCUMENT, AT)
    assert typeset(replace(DOCUMENT), AT) == first
    assert typeset(DOCUMENT, AT.replace(hour=10)) != first
    assert typeset(DOCUMENT, AT.replace(microsecond=125_000)) == first, "PDF knows whole seconds"
    with pytest.raises(ValueError, match="zone"):
        typeset(DOCUMENT, AT.replace(tzinfo=None))


def test_another_process_makes_the_same_bytes_g_13() -> None:
    program = (
        "import hashlib; from tests.typesetting.test_typesetting import *;"
        "print(hashlib.sha256(typeset(DOCUMENT, AT)).hexdigest())"
    )
    again = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    ).stdout.strip()
    assert hashlib.sha256(typeset(DOCUMENT, AT)).hexdigest() == again


@pytest.mark.parametrize(
    "written",
    [
        '#include "/etc/passwd"',
        "*ikke fet* _ikke kursiv_ $x^2$ `kode` <merke> @ref // kommentar",
        '#read("document.typ") #sys.inputs',
        "= Ikke overskrift",
        "Blåbærsyltetøy på æøåÆØÅ – «sitat»",
        "Samhandlingskoordinatorfullmektigopplæring",
        "x" * 400,
    ],
)
def test_what_is_written_is_shown_and_never_markup(written: str) -> None:
    shown = read(typeset(replace(DOCUMENT, blocks=(Text(written),)), AT))
    letters = "".join(written.split())
    assert letters in "".join(shown.replace("\u00ad", "").replace("-\n", "").split())


def test_a_character_that_no_font_has_is_marked_and_stops_no_minutes() -> None:
    shown = read(typeset(replace(DOCUMENT, blocks=(Text("Ja 👍\x07 fra 漢 og Økland"),)), AT))
    assert "Ja □□ fra □ og Økland" in shown


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=4), st.booleans())
def test_any_text_can_be_typeset_and_gives_the_same_again(texts: list[str], table: bool) -> None:
    safe = [each.encode("utf-8", "ignore").decode() for each in texts]
    blocks = (Table(["A"], [[each] for each in safe]),) if table else tuple(map(Text, safe))
    document = replace(DOCUMENT, blocks=blocks)
    assert typeset(document, AT) == typeset(document, AT)


def test_for_an_archive_it_is_pdf_a_2a_as_well() -> None:
    content = typeset(DOCUMENT, AT, archival=True)
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"pdfaid" not in typeset(DOCUMENT, AT)
