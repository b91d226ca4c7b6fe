"""Rendered documents are made once and kept, sealed, by content hash (architecture, Sealing)."""

import hashlib
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.eventlog.documents import Documents, DocumentsNotReady, UnknownDocument
from shared.eventlog.keys import KeyDestroyed, KeyStore
from shared.eventlog.sealing import BrokenSeal, Seals

FILE = b"0;0;90001;9100;0.00;2.00;1397.00;2794.00\r\n"


def test_what_is_kept_is_read_back_byte_for_byte_c_9(documents: Documents) -> None:
    content = bytes(range(256)) + FILE
    sha256 = documents.keep(content, "batch-1")
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert documents.read(sha256) == content


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=2_000))
def test_any_content_comes_back_as_it_was(seals: Seals, content: bytes) -> None:
    store = Documents("memory:", seals)
    store.migrate()
    assert store.read(store.keep(content, "batch-1")) == content
    store.close()


def test_keeping_the_same_again_changes_nothing(documents: Documents) -> None:
    first = documents.keep(FILE, "batch-1")
    assert documents.keep(FILE, "batch-1") == first
    assert documents.read(first) == FILE


def test_what_was_never_kept_is_told_and_not_taken_for_erased(documents: Documents) -> None:
    with pytest.raises(UnknownDocument):
        documents.read("0" * 64)


def test_an_erased_document_is_gone_and_others_content_is_not_r_7(
    documents: Documents, keystore: KeyStore
) -> None:
    shared = documents.keep(FILE, "batch-1")
    assert documents.keep(FILE, "batch-2") == shared
    own = documents.keep(b"bare min", "batch-1")
    keystore.destroy("batch-1")
    assert documents.read(own) is None
    assert documents.read(shared) == FILE
    keystore.destroy("batch-2")
    assert documents.read(shared) is None
    with pytest.raises(KeyDestroyed):
        documents.keep(b"ny", "batch-1")


def test_tables_that_are_missing_are_told_with_what_to_do(database: str, seals: Seals) -> None:
    store = Documents(database, seals)
    with pytest.raises(DocumentsNotReady, match="samhandling migrate"):
        store.read("0" * 64)
    with pytest.raises(DocumentsNotReady, match="samhandling migrate"):
        store.keep(FILE, "batch-1")
    store.migrate()
    store.migrate()
    assert store.read(store.keep(FILE, "batch-1")) == FILE
    store.close()


def test_another_process_reads_what_one_has_kept(tmp_path: Path, seals: Seals) -> None:
    database = f"sqlite:///{tmp_path}"
    one, other = Documents(database, seals), Documents(database, seals)
    one.migrate()
    with ThreadPoolExecutor(4) as threads:
        kept = set(threads.map(lambda _: one.keep(FILE, "batch-1"), range(8)))
    assert len(kept) == 1
    assert other.read(kept.pop()) == FILE


def test_nothing_stands_in_the_clear_and_an_altered_box_does_not_open_p_1(
    tmp_path: Path, seals: Seals
) -> None:
    store = Documents(f"sqlite:///{tmp_path}", seals)
    store.migrate()
    sha256 = store.keep(FILE, "batch-1")
    store.keep(b"another file", "batch-1")
    stored = (tmp_path / "documents.sqlite").read_bytes()
    assert b"90001" not in stored
    with closing(sqlite3.connect(tmp_path / "documents.sqlite")) as connection:
        boxes = connection.execute("SELECT sha256, box FROM documents").fetchall()
        other = next(box for kept, box in boxes if kept != sha256)
        broken = other[:-6] + ("AAAA" if other[-6:-2] != "AAAA" else "BBBB") + other[-2:]
        connection.execute("UPDATE documents SET box = ? WHERE sha256 = ?", (broken, sha256))
        connection.commit()
    with pytest.raises(BrokenSeal):
        store.read(sha256)


def test_a_newer_programs_documents_are_left_alone(tmp_path: Path, seals: Seals) -> None:
    store = Documents(f"sqlite:///{tmp_path}", seals)
    store.migrate()
    with closing(sqlite3.connect(tmp_path / "documents.sqlite")) as connection:
        connection.execute("INSERT INTO migrations VALUES (99)")
        connection.commit()
    with pytest.raises(DocumentsNotReady, match="newer program"):
        store.migrate()


def test_an_address_of_another_kind_is_refused_without_repeating_it(seals: Seals) -> None:
    with pytest.raises(ValueError, match="memory:") as refused:
        Documents("mysql://user:secret@db", seals)
    assert "secret" not in str(refused.value)
