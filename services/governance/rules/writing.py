"""What people write freely: it is there, of bearable length, and names no patient (I-3)."""

from shared.values.open_text import names_no_patient
from shared.values.refusal import Refused

NAME_LENGTH = 200
TEXT_LENGTH = 10_000


def written(rule: str, field: str, text: str, *, longest: int = TEXT_LENGTH) -> str:
    """The text without space at its ends. Raises Refused where it is empty, too long, or names
    a patient (I-3)."""
    text = text.strip()
    if not text:
        raise Refused(rule, "governance.text-missing", field=field)
    return _bearable(rule, field, text, longest)


def optional(rule: str, field: str, text: str | None, *, longest: int = TEXT_LENGTH) -> str | None:
    """As `written`, but may be left out; empty is left out."""
    text = (text or "").strip()
    return _bearable(rule, field, text, longest) if text else None


def _bearable(rule: str, field: str, text: str, longest: int) -> str:
    if len(text) > longest:
        raise Refused(rule, "governance.text-too-long", field=field, longest=longest)
    names_no_patient(((field, text),))
    return text
