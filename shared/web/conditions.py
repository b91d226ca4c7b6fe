"""The two headers every change carries: Idempotency-Key and If-Match (architecture, section 6)."""

import re
from typing import Annotated

from fastapi import Depends, Header

KEY = re.compile(r"[\x21-\x7e]{1,200}")
ENTITY_TAG = re.compile(r'"(\d{1,18})"')


class IdempotencyKeyMissing(Exception):  # noqa: N818 - named for what it says
    """A command without a usable Idempotency-Key; answered with 400."""


class PreconditionRequired(Exception):  # noqa: N818
    """A change without If-Match; answered with 428 (RFC 6585, section 3)."""


class PreconditionFailed(Exception):  # noqa: N818
    """What was to be changed has changed since it was read; answered with 412 (RFC 9110)."""


class NotFound(Exception):  # noqa: N818
    """Nothing here that this actor may know of; answered with 404."""


def entity_tag(version: int) -> str:
    """The ETag of a stream's version: `"7"`."""
    return f'"{version}"'


def _idempotency_key(
    idempotency_key: Annotated[
        str | None,
        Header(description="Sendes uendret når samme kommando sendes på nytt; 1–200 tegn."),
    ] = None,
) -> str:
    if idempotency_key is None or not KEY.fullmatch(idempotency_key):
        raise IdempotencyKeyMissing
    return idempotency_key


def _expected_version(
    if_match: Annotated[
        str | None, Header(description='ETag fra lesningen endringen bygger på, for eksempel "7".')
    ] = None,
) -> int:
    if if_match is None:
        raise PreconditionRequired
    tag = ENTITY_TAG.fullmatch(if_match.strip())
    if tag is None:
        # RFC 9110, 13.1.1: a tag that matches nothing here is a precondition that does not hold
        raise PreconditionFailed
    return int(tag[1])


IdempotencyKey = Annotated[str, Depends(_idempotency_key)]
"""A parameter of a route: the key, or 400."""

ExpectedVersion = Annotated[int, Depends(_expected_version)]
"""A parameter of a route: the version in If-Match, or 428 (412 where it can't be one of ours)."""
