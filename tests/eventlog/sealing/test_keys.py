"""Data keys: made once, found again, destroyed for good (P-1, R-7)."""

import threading
from datetime import date

import pytest

from shared.eventlog.keys import (
    KeyDestroyed,
    KeyStore,
    KeyStoreNotReady,
    MasterKey,
    UnknownKey,
    WrongMasterKey,
)
from shared.eventlog.keys.store import FINGERPRINTS, PLATFORM
from tests.eventlog.sealing.conftest import SetClock


def test_a_key_is_made_once_and_found_again(keystore: KeyStore) -> None:
    made = keystore.key_for("person-1", "contact")
    assert keystore.key_for("person-1", "contact") == made
    assert keystore.find_all([made.id]) == {made.id: made}
    assert len(made.secret) == 32


def test_each_subject_and_purpose_has_a_key_of_its_own(keystore: KeyStore) -> None:
    names = [("person-1", "contact"), ("person-1", "name"), ("person-2", "contact")]
    keys = [keystore.key_for(*name) for name in names]
    assert len({key.id for key in keys}) == len({key.secret for key in keys}) == 3


def test_a_key_is_durable_when_it_is_given_out(durable: str, master: MasterKey) -> None:
    """Architecture 4, Sealing: a key is durable before what it seals."""
    first, second = KeyStore(durable, master), KeyStore(durable, master)
    first.migrate()
    made = first.key_for("person-1", "contact")
    assert second.find_all([made.id]) == {made.id: made}
    first.close()
    second.close()


def test_many_keys_are_found_at_once(keystore: KeyStore, clock: SetClock) -> None:
    made = {key.id: key for key in (keystore.key_for(f"person-{n}", "name") for n in range(30))}
    clock.pass_time(60)
    assert keystore.find_all(list(made)) == made
    assert keystore.find_all([]) == {}


def test_threads_that_make_one_key_at_once_end_with_one(keystore: KeyStore) -> None:
    found: list[str] = []
    together = threading.Barrier(6)

    def make() -> None:
        together.wait()
        found.append(keystore.key_for("person-1", "contact").id)

    threads = [threading.Thread(target=make) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len(set(found)) == 1


def test_a_destroyed_key_is_gone_and_is_not_made_again(keystore: KeyStore) -> None:
    """R-7: destroyed for one purpose, the others stand."""
    gone = keystore.key_for("person-1", "contact")
    stays = keystore.key_for("person-1", "name")
    assert keystore.destroy("person-1", "contact") == 1
    assert keystore.find_all([gone.id, stays.id]) == {gone.id: None, stays.id: stays}
    with pytest.raises(KeyDestroyed):
        keystore.key_for("person-1", "contact")


def test_all_keys_of_a_subject_are_destroyed_and_no_other_is_made(keystore: KeyStore) -> None:
    """R-7: also for a purpose that had no key yet."""
    gone = [keystore.key_for("person-1", purpose) for purpose in ("contact", "name")]
    other = keystore.key_for("person-2", "name")
    assert keystore.destroy("person-1") == 2
    assert keystore.find_all([key.id for key in gone]) == {key.id: None for key in gone}
    for purpose in ("contact", "name", "something new"):
        with pytest.raises(KeyDestroyed):
            keystore.key_for("person-1", purpose)
    assert keystore.key_for("person-2", "name") == other


@pytest.mark.parametrize("purpose", ["contact", None])
def test_a_subject_without_keys_leaves_a_tombstone_too(
    keystore: KeyStore, purpose: str | None
) -> None:
    """An erasure applied again to an empty store (`restore`) still holds."""
    assert keystore.destroy("person-1", purpose) == 0
    assert keystore.destroy("person-1", purpose) == 0
    with pytest.raises(KeyDestroyed):
        keystore.key_for("person-1", "contact")


def test_what_was_never_in_the_store_is_not_taken_for_erased(keystore: KeyStore) -> None:
    with pytest.raises(UnknownKey, match="no-such-key"):
        keystore.find_all(["no-such-key"])


def test_an_erasure_elsewhere_is_in_force_within_five_seconds(
    durable: str, master: MasterKey, clock: SetClock
) -> None:
    first, second = KeyStore(durable, master, clock=clock), KeyStore(durable, master, clock=clock)
    first.migrate()
    key = first.key_for("person-1", "contact")
    second.destroy("person-1")
    clock.pass_time(4.9)
    assert first.find_all([key.id]) == {key.id: None}
    with pytest.raises(KeyDestroyed):
        first.key_for("person-1", "contact")
    first.close()
    second.close()


def test_a_key_is_remembered_for_a_moment_but_not_when_the_clock_is_set_back(
    durable: str, master: MasterKey, clock: SetClock
) -> None:
    first, second = KeyStore(durable, master, clock=clock), KeyStore(durable, master, clock=clock)
    first.migrate()
    key = first.key_for("person-1", "contact")
    second.destroy("person-1")
    clock.pass_time(1)
    assert first.find_all([key.id]) == {key.id: key}, "the store is not asked each time"
    clock.pass_time(-3600)
    assert first.find_all([key.id]) == {key.id: None}
    first.close()
    second.close()


def test_retention_dates_tell_what_is_to_be_kept_and_what_is_due(keystore: KeyStore) -> None:
    """R-7: no erasure while a duty to archive or to keep accounts runs."""
    keystore.key_for("person-1", "payment", retain_until=date(2032, 1, 1))
    keystore.key_for("person-1", "contact")
    keystore.key_for("person-2", "payment", retain_until=date(2027, 1, 1))
    assert keystore.retention("person-1") == {"contact": None, "payment": date(2032, 1, 1)}
    assert keystore.expired(date(2027, 1, 1)) == []
    assert keystore.expired(date(2027, 1, 2)) == [("person-2", "payment")]
    keystore.retain("person-1", "contact", date(2026, 1, 1))
    assert keystore.expired(date(2027, 1, 2)) == [("person-1", "contact"), ("person-2", "payment")]
    keystore.destroy("person-1")
    assert keystore.retention("person-1") == {}
    assert keystore.expired(date(2027, 1, 2)) == [("person-2", "payment")]
    with pytest.raises(KeyDestroyed):
        keystore.retain("person-1", "contact", date(2026, 1, 1))
    with pytest.raises(UnknownKey):
        keystore.retain("person-3", "contact", date(2026, 1, 1))


def test_a_rotation_wraps_all_keys_anew_and_changes_none(
    durable: str, master: MasterKey, clock: SetClock
) -> None:
    new = MasterKey.of(bytes(range(32)))
    store = KeyStore(durable, master, clock=clock)
    store.migrate()
    keys = [store.key_for(f"person-{n}", "name") for n in range(5)]
    store.destroy("person-0")
    assert store.rotate(master, new) == 5, "four persons and the store's own secret"
    assert store.rotate(master, new) == 0
    clock.pass_time(60)
    expected = {key.id: key for key in keys} | {keys[0].id: None}
    assert store.find_all([key.id for key in keys]) == expected
    restarted = KeyStore(durable, new, clock=clock)
    restarted.check()
    assert restarted.find_all([key.id for key in keys]) == expected
    assert restarted.fingerprint_key() == store.fingerprint_key()
    store.close()
    restarted.close()


def test_the_wrong_master_key_is_found_at_once_and_makes_no_keys(
    durable: str, master: MasterKey, clock: SetClock
) -> None:
    wrong = MasterKey.of(bytes(32))
    store, other = KeyStore(durable, master, clock=clock), KeyStore(durable, wrong, clock=clock)
    store.migrate()
    for attempt in (
        other.check,
        other.migrate,
        lambda: other.key_for("person-1", "name"),
        lambda: other.rotate(wrong, MasterKey.of(bytes(range(32)))),
    ):
        with pytest.raises(WrongMasterKey, match=master.id):
            attempt()
    assert store.retention("person-1") == {}
    store.close()
    other.close()


def test_a_rotation_needs_no_pause(durable: str, master: MasterKey, clock: SetClock) -> None:
    """Processes that know both master keys go on before, during and after it."""
    new = MasterKey.of(bytes(range(32)))
    store = KeyStore(durable, master, clock=clock)
    store.migrate()
    before = store.key_for("person-1", "name")
    both = KeyStore(durable, new, previous=[master], clock=clock)
    during = both.key_for("person-2", "name")
    assert store.find_all([during.id]) == {during.id: during}, "the old one still reads it"
    assert store.rotate(master, new) == 3
    clock.pass_time(60)
    after = both.key_for("person-3", "name")
    restarted = KeyStore(durable, new, clock=clock)
    keys = {key.id: key for key in (before, during, after)}
    assert both.find_all(list(keys)) == restarted.find_all(list(keys)) == keys
    for each in (store, both, restarted):
        each.close()


def test_a_store_without_tables_says_what_to_do(durable: str, master: MasterKey) -> None:
    store = KeyStore(durable, master)
    for attempt in (store.check, lambda: store.find_all(["k"]), lambda: store.destroy("person-1")):
        with pytest.raises(KeyStoreNotReady, match="samhandling migrate"):
            attempt()
    store.close()


def test_migrating_again_keeps_the_keys(keystore: KeyStore, clock: SetClock) -> None:
    key, secret = keystore.key_for("person-1", "name"), keystore.fingerprint_key()
    keystore.migrate()
    clock.pass_time(60)
    assert keystore.key_for("person-1", "name") == key
    assert keystore.fingerprint_key() == secret


def test_the_stores_own_secrets_and_odd_names_are_refused(keystore: KeyStore) -> None:
    with pytest.raises(ValueError, match="secrets"):
        keystore.destroy(PLATFORM, FINGERPRINTS)
    for subject, purpose in (("", "name"), ("person-1", ""), ("person-1", "*")):
        with pytest.raises(ValueError, match="subject and a purpose"):
            keystore.key_for(subject, purpose)
    with pytest.raises(ValueError, match="memory:"):
        KeyStore("mysql://localhost", MasterKey.of(bytes(32)))
