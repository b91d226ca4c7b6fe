"""Seals personal data before it is recorded, and opens it for those who may see it (P-1, R-7).

AES-256-GCM under the key of one subject and purpose, with a random nonce, bound to subject,
purpose and key: a box moved to another person's field does not open. What the log proves is the
sealed form, so destroying a key erases the clear text everywhere and every proof still holds.
Clear text never stands in a `repr`, a log line or the message of an exception.
"""

import base64
import binascii
import hmac
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, TypeVar
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from shared.clock import Clock, SystemClock
from shared.contracts.record import Sealed
from shared.eventlog.declared import may_hold
from shared.eventlog.keys import DataKey, KeyStore

NONCE_BYTES = 12
"""The nonce of AES-GCM (NIST SP 800-38D, 5.2.1.1)."""

Content = TypeVar("Content")

_PLAIN = frozenset({str, int, bool, float, bytes, type(None), UUID, date, Decimal, timedelta})
_JSON = frozenset({str, int, bool, type(None)})
_SAID = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class BrokenSeal(Exception):  # noqa: N818 - named for what it is
    """A box that its own key does not open: altered, or moved from another field."""


class NothingSealed(ValueError):  # noqa: N818 - named for what it is
    """A sealed field with neither a box nor text that can be put into one."""


class Seals:
    """Closes and opens sealed fields with the keys of a store. All calls may block on it.

    `keep` says by purpose how long from today there is a duty to keep what a new key seals.
    """

    def __init__(
        self,
        keystore: KeyStore,
        *,
        keep: Mapping[str, timedelta] | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._keys = keystore
        self._keep = dict(keep or {})
        self._clock = clock or SystemClock()

    def seal(self, content: Content) -> Content:
        """The same content with every open field closed; closed ones stand as they are.

        The content is a model, a frozen dataclass, or collections of them. The keys are durable
        before anything is sealed by them. Raises KeyDestroyed, NothingSealed.
        """
        return rewritten(content, Sealed, self._closed)

    def open(self, sealed: Sealed) -> str | None:
        """The clear text; None when its key is destroyed (R-7).

        Raises BrokenSeal, NothingSealed, UnknownKey.
        """
        if sealed.clear is not None:
            return sealed.clear
        key_id, _ = _box(sealed)
        return _opened(sealed, self._keys.find_all([key_id])[key_id])

    def open_all(self, content: Content) -> Content:
        """The same content with every field opened; one that is erased stays closed.

        An opened field has no key and no box, so that content sealed twice is equal when opened.
        Raises BrokenSeal, NothingSealed, UnknownKey.
        """
        boxes: list[str] = []

        def noted(sealed: Sealed) -> Sealed:
            if sealed.clear is None:
                boxes.append(_box(sealed)[0])
            return sealed

        rewritten(content, Sealed, noted)
        keys = self._keys.find_all(boxes)

        def opened(sealed: Sealed) -> Sealed:
            clear = sealed.clear
            if clear is None:
                clear = _opened(sealed, keys[_box(sealed)[0]])
            if clear is None:
                return sealed
            return Sealed(subject=sealed.subject, purpose=sealed.purpose, clear=clear)

        return rewritten(content, Sealed, opened)

    def fingerprint(self, command: object) -> str:
        """Tells whether two commands say the same (HMAC-SHA256, hexadecimal).

        Over the command's name and its opened content, so that the same command has the same
        fingerprint however often it is sealed, and before and after a rotation of the master
        key. Keyed, so that short texts can't be guessed from it. Needs no key of the subject.
        """
        said = [type(command).__name__, _canonical(self.open_all(command))]
        keyed = _keyed(self._keys.fingerprint_key().secret).copy()
        keyed.update(_SAID.encode(said).encode())
        return keyed.hexdigest()

    def _closed(self, sealed: Sealed) -> Sealed:
        if sealed.clear is None:
            _box(sealed)
            return sealed
        keep = self._keep.get(sealed.purpose)
        key = self._keys.key_for(
            sealed.subject,
            sealed.purpose,
            retain_until=None if keep is None else (self._clock.now() + keep).date(),
        )
        nonce = os.urandom(NONCE_BYTES)
        try:
            clear = sealed.clear.encode()
        except UnicodeEncodeError:
            # The error itself carries the text.
            raise NothingSealed(
                f"what stands for {sealed.subject}, {sealed.purpose} is not text"
            ) from None
        box = AESGCM(key.secret).encrypt(nonce, clear, _bound_to(sealed, key.id))
        return Sealed(
            subject=sealed.subject,
            purpose=sealed.purpose,
            key=key.id,
            box=base64.b64encode(nonce + box).decode("ascii"),
        )


@lru_cache(maxsize=4)
def _keyed(secret: bytes) -> hmac.HMAC:
    """Begun with the key, to be copied: `hmac.digest` gives up the interpreter for every text,
    and a switch to another thread costs far more than the digest."""
    return hmac.new(secret, digestmod="sha256")


def rewritten(
    content: Content, kind: type[Any] | tuple[type[Any], ...], change: Callable[[Any], Any]
) -> Content:
    """The same content with `change` made to every value of the kind, however deep it stands.

    Goes through models, dataclasses, mappings' values, tuples, lists and sets. What is not
    changed is the same object as before.
    """
    kinds = kind if isinstance(kind, tuple) else (kind,)
    return _rewritten(content, kinds, change)  # type: ignore[no-any-return]


def _rewritten(value: Any, kind: Any, change: Callable[[Any], Any]) -> Any:
    if value.__class__ in _PLAIN:
        return value
    if isinstance(value, kind):
        return change(value)
    if not may_hold(value.__class__, kind):
        return value
    if isinstance(value, tuple | list | set | frozenset):
        return _rewritten_items(value, kind, change)
    changed = {}
    for name, old in _named_parts(value).items():
        if old.__class__ not in _PLAIN:
            new = _rewritten(old, kind, change)
            if new is not old:
                changed[name] = new
    return _with_parts(value, changed) if changed else value


def _with_parts(value: Any, changed: Mapping[Any, Any]) -> Any:
    if isinstance(value, BaseModel):
        return value.model_copy(update=changed)
    if isinstance(value, Mapping):
        whole: Any = value.__class__
        return whole({**value, **changed})
    return replace(value, **changed)


def _rewritten_items(value: Any, kind: Any, change: Callable[[Any], Any]) -> Any:
    items = [_rewritten(item, kind, change) for item in value]
    if all(new is old for new, old in zip(items, value, strict=True)):
        return value
    return value._make(items) if hasattr(value, "_make") else value.__class__(items)


def _named_parts(value: Any) -> Mapping[Any, Any]:
    if isinstance(value, BaseModel):
        extra = value.__pydantic_extra__
        return {**value.__dict__, **extra} if extra else value.__dict__
    names = _field_names(value.__class__)
    if names is not None:
        return {name: getattr(value, name) for name in names}
    return value if isinstance(value, Mapping) else {}


@cache
def _field_names(kind: type[Any]) -> tuple[str, ...] | None:
    """A dataclass's fields; None for any other class."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


def _bound_to(sealed: Sealed, key_id: str) -> bytes:
    # JSON, so that no two different triples give the same bytes.
    return json.dumps([sealed.subject, sealed.purpose, key_id]).encode()


def _box(sealed: Sealed) -> tuple[str, str]:
    if sealed.key is None or sealed.box is None:
        raise NothingSealed(f"nothing is sealed for {sealed.subject}, {sealed.purpose}")
    return sealed.key, sealed.box


def _opened(sealed: Sealed, key: DataKey | None) -> str | None:
    if key is None:
        return None
    try:
        raw = base64.b64decode(_box(sealed)[1], validate=True)
        nonce, box = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
        return AESGCM(key.secret).decrypt(nonce, box, _bound_to(sealed, key.id)).decode()
    except (InvalidTag, binascii.Error, ValueError):
        raise BrokenSeal(
            f"the box of {sealed.subject}, {sealed.purpose} is not what key {key.id} sealed"
        ) from None


def _canonical(value: Any) -> Any:
    """As JSON values, the same for equal content: sets sorted, UTC, nothing where None stands."""
    if value.__class__ in _JSON:
        return value
    if value.__class__ is UUID:
        return str(value)
    if isinstance(value, BaseModel | Mapping) or _field_names(value.__class__) is not None:
        return {
            name if name.__class__ is str else str(_canonical(name)): _canonical(each)
            for name, each in _named_parts(value).items()
            if each is not None
        }
    if isinstance(value, list | tuple):
        return [_canonical(each) for each in value]
    if isinstance(value, set | frozenset):
        return sorted((_canonical(each) for each in value), key=json.dumps)
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(UTC)
    return to_jsonable_python(value)
