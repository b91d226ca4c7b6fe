"""A bundle proves itself without the platform; whatever is done to it is found and named (R-4)."""

import io
import json
import subprocess
import sys
import zipfile
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.audit.documents.bundle import VERIFIER, bundled
from services.audit.documents.checking import (
    MANIFEST,
    PROOFS,
    SIGNATURE,
    Faulty,
    check,
    event_file,
    packed,
)
from shared.eventlog.note_keys import NoteKeys
from tests.audit.bundles import CHOSEN, EPOCHS, SIZE, bundle, keys, told, trusted
from tests.audit.strange import CASE, record

FILES = {
    name: zipfile.ZipFile(io.BytesIO(bundle())).read(name)
    for name in zipfile.ZipFile(io.BytesIO(bundle())).namelist()
}
EVENT_FILES = [event_file(service, EPOCHS[service], place) for service, place in CHOSEN]


def faulty(files: dict[str, bytes]) -> Faulty:
    with pytest.raises(Faulty) as found:
        check(packed(list(files.items())), trusted())
    return found.value


def test_an_untouched_bundle_holds() -> None:
    checked = check(bundle(), trusted(), f"case:{CASE}")
    assert (checked.events, checked.withheld, checked.repacked) == (4, 2, False)
    assert not checked.own_keys
    assert {tree.size for tree in checked.checkpoint.trees} == {SIZE}


def test_without_trusted_keys_its_own_are_believed_and_that_is_said() -> None:
    assert check(bundle()).own_keys


def test_the_same_content_gives_the_same_bytes() -> None:
    assert bundled(told(), keys(), "Les meg.") == bundle()


@given(place=st.integers(0, len(bundle()) - 1), bit=st.integers(0, 7))
@settings(max_examples=400, deadline=None)
def test_no_bit_can_be_flipped_unseen(place: int, bit: int) -> None:
    """In the zip around the files it changes none of them, and is told all the same."""
    flipped = bytearray(bundle())
    flipped[place] ^= 1 << bit
    with suppress(Faulty):
        assert check(bytes(flipped), trusted()).repacked


@given(at=st.sampled_from(sorted(FILES)), place=st.integers(0, 10**6), other=st.integers(1, 255))
@settings(max_examples=300, deadline=None)
def test_no_byte_of_any_file_can_be_changed_and_an_event_is_named(
    at: str, place: int, other: int
) -> None:
    content = bytearray(FILES[at])
    content[place % len(content)] ^= other
    wrong = faulty({**FILES, at: bytes(content)})
    if at in EVENT_FILES:
        service, position = CHOSEN[EVENT_FILES.index(at)]
        assert wrong.place == f"{service} {position}"


@pytest.mark.parametrize("number", range(len(CHOSEN)))
def test_an_event_left_out_is_named(number: int) -> None:
    files = {name: each for name, each in FILES.items() if name != EVENT_FILES[number]}
    wrong = faulty(files)
    assert (wrong.place, wrong.what) == ("{} {}".format(*CHOSEN[number]), "mangler")


def test_an_event_put_in_is_named() -> None:
    name = event_file("intake", EPOCHS["intake"], 5)
    assert faulty({**FILES, name: record(5)}).place == "intake 5"


@given(order=st.permutations(EVENT_FILES))
def test_another_order_of_events_is_found_where_it_begins(order: list[str]) -> None:
    others = {name: each for name, each in FILES.items() if name not in EVENT_FILES}
    files = {**others, **{name: FILES[name] for name in order}}
    if order == EVENT_FILES:
        assert check(packed(list(files.items())), trusted()).repacked
        return
    first = next(found for found, wanted in zip(order, EVENT_FILES, strict=True) if found != wanted)
    service, position = CHOSEN[EVENT_FILES.index(first)]
    assert faulty(files).place == f"{service} {position}"


def test_two_events_whose_contents_are_swapped_are_found_at_the_first() -> None:
    first, second = EVENT_FILES[:2]
    assert faulty({**FILES, first: FILES[second], second: FILES[first]}).place == "intake 3"


def test_left_out_everywhere_it_is_the_signature_that_tells() -> None:
    manifest, proofs = json.loads(FILES[MANIFEST]), json.loads(FILES[PROOFS])
    proofs["events"].pop(0)
    manifest["events"] -= 1
    manifest["files"] = [
        each for each in manifest["files"] if each["name"] not in (EVENT_FILES[0], PROOFS)
    ]
    files = {name: each for name, each in FILES.items() if name not in (EVENT_FILES[0], PROOFS)}
    files[PROOFS] = json.dumps(proofs).encode()
    manifest["files"].append({"name": PROOFS, "sha256": sha256(files[PROOFS]).hexdigest()})
    assert faulty({**files, MANIFEST: json.dumps(manifest).encode()}).place == MANIFEST


@pytest.mark.parametrize("size", [0, 1, SIZE - 1, SIZE + 1])
def test_a_checkpoint_of_another_size_proves_nothing(size: int) -> None:
    note = told().note
    wrong = {**FILES, "checkpoints/b-now.note": note.replace(f" {SIZE} ", f" {size} ").encode()}
    assert faulty(wrong).place == "checkpoints/b-now.note"


def test_a_proof_of_another_size_does_not_hold_even_when_signed() -> None:
    shorter = replace(told(), leaves=[replace(told().leaves[0], position=4)])
    with pytest.raises(Faulty) as found:
        check(bundled(shorter, keys(), ""), trusted())
    assert found.value.place == "intake 4"


def test_signed_with_a_key_that_is_not_trusted_it_proves_nothing(tmp_path: Path) -> None:
    others = NoteKeys(tmp_path, "samhandling.example")
    others.add()
    with pytest.raises(Faulty) as found:
        check(bundle(), others.trusted())
    assert found.value.place == "checkpoints/b-now.note"


def test_the_bundle_of_another_case_is_not_this_ones() -> None:
    other = bundle("another")
    assert check(other, trusted()).of == "another"
    with pytest.raises(Faulty, match="another"):
        check(other, trusted(), f"case:{CASE}")


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", bundle()[:-30], packed([])])
def test_what_is_no_bundle_is_told_so(content: bytes) -> None:
    with pytest.raises(Faulty):
        check(content, trusted())


@pytest.mark.parametrize("missing", [MANIFEST, SIGNATURE, PROOFS, "keys.vkey", VERIFIER])
def test_a_file_that_is_missing_is_named(missing: str) -> None:
    wrong = faulty({name: each for name, each in FILES.items() if name != missing})
    assert (wrong.place, wrong.what) == (missing, "mangler")


BLOCKED = """
import sys, runpy
class Blocked:
    def find_spec(self, name, path=None, target=None):
        root = name.split(".")[0]
        if root not in sys.stdlib_module_names and root not in ("cryptography", "_cffi_backend"):
            raise ImportError(f"{name} is not part of the standard library")
sys.meta_path.insert(0, Blocked())
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def alone(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The verifier out of the bundle, with nothing else than Python and `cryptography`."""
    (folder / VERIFIER).write_bytes(FILES[VERIFIER])
    (folder / "run.py").write_text(BLOCKED)
    command = [sys.executable, "-I", "run.py", VERIFIER, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_its_own_verifier_needs_nothing_of_the_platform(tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(bundle())
    (tmp_path / "keys").write_text("".join(f"{key}\n" for key in trusted()))
    done = alone(tmp_path, "b.zip", "--keys", "keys", "--of", f"case:{CASE}")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Pakken stemmer" in done.stdout
    swapped = {**FILES, EVENT_FILES[2]: FILES[EVENT_FILES[0]]}
    (tmp_path / "b.zip").write_bytes(packed(list(swapped.items())))
    done = alone(tmp_path, "b.zip", "--keys", "keys")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("AVVIK ved governance 9")
    assert alone(tmp_path, "none.zip").returncode == 2
