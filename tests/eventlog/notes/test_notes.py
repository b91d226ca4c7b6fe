"""Signed notes are those of C2SP signed-note: held against its published example (R-4)."""

import base64
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from shared.eventlog.note_keys import NoteKeys
from shared.eventlog.notes import NoteKey, NoteSigner, NotSigned, opened, signed
from shared.eventlog.signing import KeyMissing

# The example of golang.org/x/mod/sumdb/note, which the specification refers to.
SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
NOTE = TEXT + (
    "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpR"
    "Zb6KE6RyyBwJnAM=\n"
)
KEY = NoteKey.from_text(PUBLIC)


def signer_of(secret: str) -> NoteSigner:
    name, _, encoded = secret.split("+", 2)[2].split("+", 2)
    seed = base64.b64decode(encoded)[1:]
    return NoteSigner(name, Ed25519PrivateKey.from_private_bytes(seed))


def test_the_published_example_is_made_byte_for_byte() -> None:
    signer = signer_of(SECRET)
    assert str(signer.key) == PUBLIC
    assert signed(TEXT, [signer]) == NOTE


def test_the_published_example_opens() -> None:
    assert opened(NOTE, [KEY]) == (TEXT, (KEY,))


@given(place=st.integers(0, len(NOTE) - 1), other=st.characters(codec="utf-8"))
def test_a_note_with_any_other_character_does_not_open(place: int, other: str) -> None:
    changed = NOTE[:place] + other + NOTE[place + 1 :]
    if changed != NOTE:
        with pytest.raises(NotSigned):
            opened(changed, [KEY])


@pytest.mark.parametrize("note", ["", "\n", TEXT, NOTE.rstrip("\n"), "\n\n", NOTE + "\n"])
def test_what_is_no_note_does_not_open(note: str) -> None:
    with pytest.raises(NotSigned):
        opened(note, [KEY])


@pytest.mark.parametrize("text", ["", "no end of line", "a tab\t\n", "\x00\n"])
def test_what_can_not_stand_in_a_note_is_not_signed(text: str) -> None:
    with pytest.raises(ValueError, match="lines of text"):
        signed(text, [signer_of(SECRET)])


def test_another_key_under_the_same_name_has_not_signed_it() -> None:
    other = NoteSigner("PeterNeumann", Ed25519PrivateKey.generate())
    with pytest.raises(NotSigned, match="no trusted key"):
        opened(NOTE, [other.key])


@pytest.mark.parametrize(
    "text", ["", "name", PUBLIC.replace("c7", "c8"), PUBLIC.replace("Peter", "Paul"), "+c74f20a3+A"]
)
def test_a_key_whose_id_is_not_its_own_is_no_key(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - what base64 says of it is its own matter
        NoteKey.from_text(text)


def with_the_first(folder: Path, name: str) -> NoteKeys:
    """The keys of the folder, where one has been made because it was needed."""
    keys = NoteKeys(folder, name, made_at_need=True)
    keys.signers()
    return keys


def test_a_new_key_signs_beside_the_old_and_the_old_verifies_for_ever(tmp_path: Path) -> None:
    keys = with_the_first(tmp_path, "samhandling.example")
    (old,) = keys.trusted()
    first = signed("before\n", keys.signers())
    new = keys.add()
    both = signed("between\n", keys.signers())
    (tmp_path / f"{old.id.hex()}.key").unlink()
    last = signed("after\n", keys.signers())
    for note, by in ((first, {old.id}), (both, {old.id, new.id}), (last, {new.id})):
        assert {key.id for key in opened(note, keys.trusted())[1]} == by
    assert opened(both, [old])[0] == opened(both, [new])[0] == "between\n"
    assert NoteKeys(tmp_path, "samhandling.example").trusted() == keys.trusted()


def test_without_a_private_key_nothing_is_signed(tmp_path: Path) -> None:
    keys = with_the_first(tmp_path, "samhandling.example")
    for file in tmp_path.glob("*.key"):
        assert file.stat().st_mode & 0o777 == 0o600
        file.unlink()
    with pytest.raises(KeyMissing):
        keys.signers()


def test_keys_go_on_under_their_name_when_the_installation_gets_another(tmp_path: Path) -> None:
    made = with_the_first(tmp_path, "old.example")
    moved = with_the_first(tmp_path, "new.example")
    (signer,) = moved.signers()
    assert signer.name == "old.example"
    assert moved.add().name == "new.example"
    assert {key.name for key in opened(signed("text\n", moved.signers()), made.trusted())[1]} == {
        "old.example",
        "new.example",
    }


def test_a_private_key_beside_another_public_one_signs_nothing(tmp_path: Path) -> None:
    keys = with_the_first(tmp_path / "one", "samhandling.example")
    other = with_the_first(tmp_path / "two", "samhandling.example")
    (private,) = keys.folder.glob("*.key")
    (foreign,) = other.folder.glob("*.key")
    private.write_bytes(foreign.read_bytes())
    with pytest.raises(ValueError, match="does not belong"):
        keys.signers()
