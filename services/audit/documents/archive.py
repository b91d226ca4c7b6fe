"""A party's own archive copy of a case: metadata in the words of Noark 5, and the files (R-7).

The elements are those of `arkivmelding` in Noark 5; an archive takes them over by its own rules.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from xml.etree import ElementTree as Xml

from services.audit.documents.checking import packed
from shared.values.calendar import utc_text

METADATA = "arkivmelding.xml"
NAMESPACE = "http://www.arkivverket.no/standarder/noark5/arkivmelding"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """One file of the copy: `title` is what an archive shows, `format` as it names formats."""

    name: str
    title: str
    format: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ArchiveCopy:
    """The case as a file in an archive: `title` without what is sealed, since it stays readable
    where the platform's keys do not reach."""

    case_id: UUID
    number: str
    title: str
    begun: datetime
    creator: str
    made_at: datetime
    system: str
    files: Sequence[ArchiveFile]


def archive(copy: ArchiveCopy) -> bytes:
    """The copy as a zip: the same of the same."""
    files = [(METADATA, metadata(copy)), *((each.name, each.content) for each in copy.files)]
    return packed(files)


def metadata(copy: ArchiveCopy) -> bytes:
    """What an archive must know of the case and of each file."""
    Xml.register_namespace("", NAMESPACE)
    root = Xml.Element(f"{{{NAMESPACE}}}arkivmelding")
    _texts(
        root,
        system=copy.system,
        meldingId=str(copy.case_id),
        tidspunkt=utc_text(copy.made_at),
        antallFiler=str(len(copy.files)),
    )
    case = _part(root, "mappe", kind="saksmappe")
    _texts(
        case,
        systemID=str(copy.case_id),
        mappeID=copy.number,
        tittel=copy.title,
        opprettetDato=utc_text(copy.begun),
        opprettetAv=copy.creator,
    )
    for number, file in enumerate(copy.files, start=1):
        _document(case, number, file, copy)
    Xml.indent(root)
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _document(case: Xml.Element, number: int, file: ArchiveFile, copy: ArchiveCopy) -> None:
    entry = _part(case, "registrering", kind="arkivnotat")
    _texts(entry, tittel=file.title, opprettetDato=utc_text(copy.made_at))
    description = _part(entry, "dokumentbeskrivelse")
    _texts(description, dokumentnummer=str(number), tittel=file.title)
    _texts(
        _part(description, "dokumentobjekt"),
        versjonsnummer="1",
        variantformat="Arkivformat",
        format=file.format,
        referanseDokumentfil=file.name,
        sjekksum=hashlib.sha256(file.content).hexdigest(),
        sjekksumAlgoritme="SHA-256",
        filstoerrelse=str(len(file.content)),
    )


def _part(above: Xml.Element, name: str, kind: str | None = None) -> Xml.Element:
    return Xml.SubElement(above, f"{{{NAMESPACE}}}{name}", {TYPE: kind} if kind else {})


def _texts(above: Xml.Element, **texts: str) -> None:
    for name, text in texts.items():
        _part(above, name).text = text
