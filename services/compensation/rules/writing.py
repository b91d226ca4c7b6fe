"""What people write freely: it is there, of bearable length, and names no patient (I-3)."""

from shared.values.open_text import names_no_patient
from shared.values.refusal import Refused

TEXT_LENGTH = 1_000


def written(rule: str, field: str, text: str) -> str:
    """The text without space at its ends. Raises Refused where it is empty, longer than 1000
    characters, or names a patient (I-3)."""
    text = text.strip()
    if not text:
        raise Refused(rule, "compensation.text-missing", field=field)
    if len(text) > TEXT_LENGTH:
        raise Refused(rule, "compensation.text-too-long", field=field, longest=TEXT_LENGTH)
    names_no_patient(((field, text),))
    return text
