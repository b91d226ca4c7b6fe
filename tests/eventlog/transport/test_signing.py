"""What a service says is signed; nothing else passes for it (architecture, section 4, Relay)."""

import base64
import multiprocessing
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import OctKey

from shared.contracts.record import SERVICES, ServiceName
from shared.eventlog.signing import (
    CONTEXT,
    Forged,
    KeyMissing,
    Signer,
    StreamKeys,
    TokenRefused,
    issue_service_token,
    signed_bytes,
    verify_service_token,
)

EPOCH = UUID("0190aaaa-0000-7000-8000-000000000001")
OTHER_EPOCH = UUID("0190aaaa-0000-7000-8000-000000000002")
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def keys(tmp_path: Path) -> StreamKeys:
    return StreamKeys.generate(tmp_path / "keys")


def test_a_signed_event_is_recognised(keys: StreamKeys) -> None:
    signature = keys.signer("intake").sign(EPOCH, 7, b"body")
    assert signature.isascii()
    keys.verifier().verify("intake", EPOCH, 7, b"body", signature)


@pytest.mark.parametrize(
    ("service", "epoch", "position", "body"),
    [
        ("governance", EPOCH, 7, b"body"),
        ("intake", OTHER_EPOCH, 7, b"body"),
        ("intake", EPOCH, 8, b"body"),
        ("intake", EPOCH, -1, b"body"),
        ("intake", EPOCH, 2**64, b"body"),
        ("intake", EPOCH, 7, b"bodY"),
        ("intake", EPOCH, 7, b""),
    ],
)
def test_a_signature_holds_for_one_event_at_one_place_only(
    keys: StreamKeys, service: ServiceName, epoch: UUID, position: int, body: bytes
) -> None:
    signature = keys.signer("intake").sign(EPOCH, 7, b"body")
    with pytest.raises(Forged):
        keys.verifier().verify(service, epoch, position, body, signature)


@pytest.mark.parametrize("signature", ["", "æøå", "AAAA", "=" * 86, "A" * 86, "A" * 9_999])
def test_what_is_no_signature_is_refused(keys: StreamKeys, signature: str) -> None:
    with pytest.raises(Forged):
        keys.verifier().verify("intake", EPOCH, 1, b"body", signature)


services = st.sampled_from(SERVICES)
places = st.integers(min_value=0, max_value=2**64 - 1)


@given(services, st.uuids(), places, st.binary())
def test_an_event_can_be_read_back_from_its_framing_so_no_two_share_one(
    service: ServiceName, epoch: UUID, position: int, body: bytes
) -> None:
    rest = signed_bytes(service, epoch, position, body).removeprefix(CONTEXT)
    name, rest = rest[1 : 1 + rest[0]], rest[1 + rest[0] :]
    assert name.decode() == service
    assert (UUID(bytes=rest[:16]), int.from_bytes(rest[16:24]), rest[24:]) == (
        epoch,
        position,
        body,
    )


def test_private_keys_are_for_their_owner_only(keys: StreamKeys) -> None:
    for service in SERVICES:
        assert stat.S_IMODE((keys.folder / f"{service}.key").stat().st_mode) == 0o600
    assert {file.suffix for file in keys.folder.iterdir()} == {".key", ".pub"}
    assert "PRIVATE" not in repr(keys.signer("intake"))


def test_making_keys_again_changes_none_and_completes_a_half_made_pair(keys: StreamKeys) -> None:
    before = {file.name: file.read_bytes() for file in keys.folder.iterdir()}
    (keys.folder / "audit.pub").unlink()
    StreamKeys.generate(keys.folder)
    assert {file.name: file.read_bytes() for file in keys.folder.iterdir()} == before


def test_a_service_needs_only_its_own_private_key(keys: StreamKeys) -> None:
    for service in SERVICES:
        if service != "intake":
            (keys.folder / f"{service}.key").unlink()
    StreamKeys.generate(keys.folder)
    assert [file.name for file in keys.folder.glob("*.key")] == ["intake.key"]
    assert set(keys.verifier().public) == set(SERVICES)
    assert keys.signer("intake").service == "intake"
    with pytest.raises(KeyMissing, match=r"audit\.key"):
        keys.signer("audit")


def test_files_that_are_no_pair_are_refused(keys: StreamKeys) -> None:
    (keys.folder / "audit.pub").write_bytes((keys.folder / "intake.pub").read_bytes())
    with pytest.raises(ValueError, match="does not belong"):
        keys.signer("audit")


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(KeyMissing, match="no public keys"):
        StreamKeys(tmp_path).verifier()


def test_processes_that_make_keys_at_once_end_with_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    context = multiprocessing.get_context("spawn")
    makers = [context.Process(target=StreamKeys.generate, args=(folder,)) for _ in range(3)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join(60)
        assert maker.exitcode == 0
    keys = StreamKeys(folder)
    for service in SERVICES:
        signature = keys.signer(service).sign(EPOCH, 1, b"")
        keys.verifier().verify(service, EPOCH, 1, b"", signature)


def test_a_service_token_tells_who_asks(keys: StreamKeys) -> None:
    token = issue_service_token(keys.signer("audit"), "intake", NOW)
    assert verify_service_token(token, keys.verifier(), "intake", NOW) == "audit"


@pytest.mark.parametrize(
    ("audience", "later"),
    [
        ("governance", timedelta()),
        ("intake", timedelta(minutes=5)),
        ("intake", timedelta(minutes=-5)),
    ],
    ids=["for somebody else", "expired", "from the future"],
)
def test_a_token_for_another_service_or_time_is_refused(
    keys: StreamKeys, audience: ServiceName, later: timedelta
) -> None:
    token = issue_service_token(keys.signer("audit"), "intake", NOW)
    with pytest.raises(TokenRefused):
        verify_service_token(token, keys.verifier(), audience, NOW + later)


def test_a_token_of_a_stranger_or_with_another_name_is_refused(
    keys: StreamKeys, tmp_path: Path
) -> None:
    stranger = StreamKeys.generate(tmp_path / "stranger").signer("audit")
    renamed = Signer("governance", keys.signer("audit").private)
    for signer in (stranger, renamed):
        token = issue_service_token(signer, "intake", NOW)
        with pytest.raises(TokenRefused):
            verify_service_token(token, keys.verifier(), "intake", NOW)


def test_a_token_of_an_unknown_service_is_refused(keys: StreamKeys) -> None:
    token = issue_service_token(keys.signer("audit"), "intake", NOW)
    (keys.folder / "audit.pub").unlink()
    with pytest.raises(TokenRefused, match="no public key"):
        verify_service_token(token, keys.verifier(), "intake", NOW)


def test_the_algorithm_is_ours_to_choose(keys: StreamKeys) -> None:
    claims = {"iss": "audit", "aud": "intake", "iat": 1, "exp": int(NOW.timestamp()) + 60}
    public = (keys.folder / "audit.pub").read_bytes()
    unsigned = base64.urlsafe_b64encode(b'{"alg":"none","kid":"audit"}').decode().rstrip("=")
    secret = OctKey.import_key(base64.b64encode(public))
    shared = jwt.encode({"alg": "HS256", "kid": "audit"}, claims, secret, algorithms=["HS256"])
    for token in ("", "a.b.c", f"{unsigned}.e30.", shared, "æ.ø.å"):
        with pytest.raises(TokenRefused):
            verify_service_token(token, keys.verifier(), "intake", NOW)


@given(st.data())
def test_a_token_with_any_character_changed_is_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    keys = StreamKeys.generate(tmp_path_factory.getbasetemp() / "tokens")
    token = issue_service_token(keys.signer("audit"), "intake", NOW)
    at = data.draw(st.integers(0, len(token) - 2))  # the last one carries spare bits
    other = data.draw(st.sampled_from("Aa0-_.").filter(lambda sign: sign != token[at]))
    changed = token[:at] + other + token[at + 1 :]
    with pytest.raises(TokenRefused):
        verify_service_token(changed, keys.verifier(), "intake", NOW)
