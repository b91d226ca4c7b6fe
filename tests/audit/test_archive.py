"""A party's own archive copy: the files, and what an archive must know of them (R-7)."""

import hashlib
import io
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree as Xml

from services.audit.documents.archive import (
    METADATA,
    NAMESPACE,
    ArchiveCopy,
    ArchiveFile,
    archive,
)
from tests.examples.ids import CASE

COPY = ArchiveCopy(
    case_id=CASE,
    number="2026/14",
    title="Historikk for sak 2026/14 <& mer>",
    begun=datetime(2026, 11, 3, 12, 0, tzinfo=UTC),
    creator="samhandling.example",
    made_at=datetime(2026, 11, 25, 12, 0, tzinfo=UTC),
    system="Samhandling",
    files=(
        ArchiveFile("historikk.pdf", "Historikken", "PDF/A-2a", b"%PDF-1.7 a"),
        ArchiveFile("sakspakke.zip", "Hendelsene", "ZIP", b"PK b"),
    ),
)


def texts(root: Xml.Element, name: str) -> list[str | None]:
    return [each.text for each in root.iter(f"{{{NAMESPACE}}}{name}")]


def test_each_file_stands_in_the_metadata_with_its_checksum_and_size() -> None:
    with zipfile.ZipFile(io.BytesIO(archive(COPY))) as made:
        root = Xml.fromstring(made.read(METADATA))
        names = texts(root, "referanseDokumentfil")
        assert [METADATA, *names] == made.namelist()
        for name, checksum, size in zip(
            names, texts(root, "sjekksum"), texts(root, "filstoerrelse"), strict=True
        ):
            assert name is not None
            content = made.read(name)
            assert (checksum, size) == (hashlib.sha256(content).hexdigest(), str(len(content)))
    assert texts(root, "format") == ["PDF/A-2a", "ZIP"]
    assert texts(root, "mappeID") == ["2026/14"]
    assert COPY.title in texts(root, "tittel")
    assert texts(root, "antallFiler") == ["2"]


def test_the_same_copy_gives_the_same_bytes() -> None:
    assert archive(COPY) == archive(COPY)
