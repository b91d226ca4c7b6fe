"""The master key: from the environment or a file, never shown (architecture 4, Sealing)."""

import base64
from pathlib import Path

import pytest

from shared.eventlog.keys import BadMasterKey, BrokenWrap, DataKey, MasterKey

SECRET = bytes(range(224, 256))


def test_the_same_key_comes_from_text_and_from_file(tmp_path: Path) -> None:
    expected = MasterKey.of(SECRET)
    for text in (
        base64.b64encode(SECRET).decode(),
        base64.urlsafe_b64encode(SECRET).decode(),
        base64.b64encode(SECRET).decode().rstrip("=") + "\n",
    ):
        assert MasterKey.from_text(text) == expected
        (tmp_path / "master").write_text(text)
        assert MasterKey.from_file(tmp_path / "master") == expected


@pytest.mark.parametrize(
    "text", ["", "short", "x" * 43 + "!", base64.b64encode(SECRET * 2).decode()]
)
def test_what_is_no_key_is_refused_without_being_shown(text: str) -> None:
    with pytest.raises(BadMasterKey) as refused:
        MasterKey.from_text(text)
    assert not text or text not in str(refused.value)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "master").write_bytes(SECRET)
    with pytest.raises(BadMasterKey):
        MasterKey.from_file(tmp_path / "master")


def test_a_key_is_generated_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "master"
    made = MasterKey.generate(path)
    assert MasterKey.generate(path) == made == MasterKey.from_file(path)
    assert path.stat().st_mode & 0o077 == 0
    assert [each.name for each in path.parent.iterdir()] == ["master"]
    assert MasterKey.generate(tmp_path / "other") != made


def test_a_wrapped_key_is_bound_to_its_id_and_to_its_master_key() -> None:
    master, key = MasterKey.of(SECRET), DataKey("key-1", bytes(32))
    wrapped = master.wrap(key)
    assert master.unwrap("key-1", wrapped) == key
    assert master.wrap(key) != wrapped
    with pytest.raises(BrokenWrap):
        master.unwrap("key-2", wrapped)
    with pytest.raises(BrokenWrap):
        MasterKey.of(bytes(32)).unwrap("key-1", wrapped)
    for at in range(len(wrapped)):
        altered = wrapped[:at] + bytes([wrapped[at] ^ 1]) + wrapped[at + 1 :]
        with pytest.raises(BrokenWrap):
            master.unwrap("key-1", altered)
        with pytest.raises(BrokenWrap):
            master.unwrap("key-1", wrapped[:at])


def test_no_secret_stands_in_a_repr() -> None:
    master, key = MasterKey.of(SECRET), DataKey("key-1", SECRET)
    assert repr(master) == f"MasterKey(id={master.id!r})"
    assert repr(key) == "DataKey(id='key-1')"
