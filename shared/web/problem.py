"""A refusal or failure as it is told: RFC 9457 for machines, a page for people."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.web.i18n import Words
from shared.web.validation import FieldError

MEDIA_TYPE = "application/problem+json"
URN = "urn:samhandling:problem:"

KINDS: Mapping[int, str] = {
    400: "bad-request",
    401: "unauthenticated",
    403: "denied",
    404: "not-found",
    405: "method-not-allowed",
    409: "conflict",
    412: "stale",
    413: "too-large",
    415: "unsupported-media",
    422: "refused",
    428: "precondition-required",
    429: "too-many",
    500: "internal",
    503: "unavailable",
}
"""The kind of problem a status stands for where nothing more exact is known."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong. `kind` is stable and makes the `type` URN; the texts are Norwegian."""

    status: int
    kind: str
    title: str
    detail: str
    rule: str | None = None
    reason: str | None = None
    field: str | None = None
    errors: tuple[FieldError, ...] = ()
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """The members of the JSON object (RFC 9457, section 3); what is not known is left out."""
        members: dict[str, Any] = {
            "type": URN + self.kind,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        named = {"rule": self.rule, "reason": self.reason, "field": self.field}
        members |= {name: value for name, value in named.items() if value is not None}
        if self.errors:
            members["errors"] = [_error(error) for error in self.errors]
        return members


def _error(error: FieldError) -> dict[str, str]:
    where = {"pointer": error.pointer} if error.pointer else {"in": error.location}
    return {**where, "field": error.field, "detail": error.text}


def kind_of(status: int) -> str:
    """The general kind of a status."""
    return KINDS.get(status) or ("internal" if status >= 500 else "bad-request")


def general_problem(
    words: Words,
    status: int,
    *,
    kind: str | None = None,
    headers: Mapping[str, str] | None = None,
    values: Mapping[str, object] | None = None,
) -> Problem:
    """A problem told in the general words of its kind."""
    kind = kind or kind_of(status)
    return Problem(
        status,
        kind,
        words(f"problem.{kind}.title"),
        words(f"problem.{kind}.detail", **(values or {})),
        headers=headers or {},
    )
