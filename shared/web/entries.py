"""What people write in fields, as types for the models of forms."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from shared.web.formats import OSLO


def _with_point(typed: Any) -> Any:
    """`1 397,50` is written with a comma, and with spaces of several kinds."""
    if not isinstance(typed, str):
        return typed
    return "".join(typed.split()).replace("\u2212", "-").replace(",", ".")


def _in_oslo(typed: datetime) -> datetime:
    """`datetime-local` knows no zone (HTML 4.10.5.1.11): what is typed is the clock in Oslo."""
    if typed.tzinfo is not None:
        return typed
    moment = typed.replace(tzinfo=OSLO)
    utc_and_back = datetime.fromtimestamp(moment.timestamp(), OSLO)
    if utc_and_back.replace(tzinfo=None) != typed:
        raise PydanticCustomError("no_such_time", "skipped when summer time begins")
    return moment


DecimalComma = Annotated[Decimal, BeforeValidator(_with_point)]
"""A decimal number as Norwegians type it."""

WholeNumber = Annotated[int, BeforeValidator(_with_point)]
"""A whole number as Norwegians type it, with spaces between the thousands."""

OsloMoment = Annotated[datetime, AfterValidator(_in_oslo)]
"""A moment typed in a `datetime-local` field; refused where summer time skips it."""
