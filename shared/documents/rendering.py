"""Documents for people and archives: typst makes them, as PDF/UA-1, the same bytes again (G-13).

A template is a `.typ` file beside the service that owns it. It starts with

    #import "/shared/documents/paper.typ": *
    #show: paper

and finds what it is to show in `doc` and its language in `lang`. Text reaches it as data, never
as markup: nothing that somebody writes can change the template. What is rendered is kept in
`shared.eventlog.documents` under its hash and not rendered again.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeAlias

import typst

Language: TypeAlias = Literal["nb", "nn"]

ROOT = Path(__file__).parents[2]
"""What templates may read from: the folder that holds `shared` and `services`."""

STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1: headings, tables and language are told to those who don't see the page."""


class UnfitDocument(ValueError):  # noqa: N818 - named for what it is
    """The template is faulty, or lacks something that the data doesn't have."""


def render(template: Path, data: Mapping[str, object], lang: Language, at: datetime) -> bytes:
    """The document as PDF. `at` is the time it carries, most often when the decision was made.

    `data` is what JSON can hold, and its `title` is the document's own. Only fonts that come with
    typst are used, so every machine makes the same bytes. Blocks for some tens of milliseconds.
    Raises UnfitDocument; ValueError where `at` has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a document's time has a time zone")
    inputs = {"data": json.dumps(data, ensure_ascii=False, sort_keys=True), "lang": lang}
    try:
        return typst.compile(
            template,
            root=ROOT,
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs=inputs,
            pdf_standards=STANDARD,
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as error:
        raise UnfitDocument(f"{template.name}: {error}") from error
