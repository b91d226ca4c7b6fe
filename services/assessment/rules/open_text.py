"""What is typed into an assessment: there where it must be, no longer than anybody reads, and
naming no patient (I-3). Pure."""

from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel

from shared.values.open_text import names_no_patient
from shared.values.refusal import Refused

TEXT_LENGTH = 10_000
ROWS = 50


def is_open_text(rule: str, fields: Iterable[tuple[str, str]]) -> None:
    """I-3, and no longer than anybody reads; `rule` is that of the fields."""
    written = tuple(fields)
    for field, text in written:
        if len(text) > TEXT_LENGTH:
            raise Refused(rule, "assessment.text-too-long", field=field, longest=TEXT_LENGTH)
    names_no_patient(written)


def is_written(rule: str, field: str, text: str) -> None:
    """What must be there is."""
    if not text.strip():
        raise Refused(rule, "assessment.text-missing", field=field)


def is_a_table(rule: str, field: str, rows: Sequence[object]) -> None:
    """As many rows as a form may have."""
    if len(rows) > ROWS:
        raise Refused(rule, "assessment.too-many-rows", field=field, most=ROWS)


def is_open_table(rule: str, field: str, table: BaseModel, at: str = "") -> None:
    """All texts of a table together are as long as one text may be, and name no patient; `at` is
    where the table itself stands."""
    texts = tuple(_texts(at, table))
    if sum(len(text) for _, text in texts) > TEXT_LENGTH:
        raise Refused(rule, "assessment.table-too-long", field=field, longest=TEXT_LENGTH)
    names_no_patient(texts)


def _texts(at: str, value: object) -> Iterator[tuple[str, str]]:
    """Every text inside, by its place (`tasks.0.what`)."""
    match value:
        case str():
            yield at, value
        case tuple():
            for place, each in enumerate(value):
                yield from _texts(f"{at}.{place}", each)
        case BaseModel():
            for name in type(value).model_fields:
                yield from _texts(f"{at}.{name}" if at else name, getattr(value, name))
        case _:
            """Numbers, days and ids are no texts."""
