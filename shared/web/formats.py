"""Numbers, dates and amounts as Norwegian readers write them (CLDR locale nb, Europe/Oslo)."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal, format_percent

OSLO = ZoneInfo("Europe/Oslo")
NON_BREAKING_SPACE = "\u00a0"


class Formats:
    """How values are written to a reader; amounts and units never break over two lines."""

    def __init__(self, locale: str = "nb", zone: ZoneInfo = OSLO) -> None:
        self.locale = Locale.parse(locale)
        self.zone = zone

    def kroner(self, ore: int) -> str:
        """Whole øre as `1 397,00 kr`. TypeError for anything but whole øre: money is no float."""
        _only(ore, int)
        return format_currency(Decimal(ore) / 100, "NOK", locale=self.locale)

    def number(self, value: int | Decimal) -> str:
        """`1 397` or `2,5`; the decimals there are, no more. TypeError for a float."""
        _only(value, int, Decimal)
        return format_decimal(value, locale=self.locale, decimal_quantization=False)

    def percent(self, share: Decimal) -> str:
        """A share of one as `62,5 %`."""
        return format_percent(share, locale=self.locale, decimal_quantization=False)

    def hours(self, value: int | Decimal) -> str:
        """Hours as `1,5 t`."""
        return f"{self.number(value)}{NON_BREAKING_SPACE}t"

    def day(self, value: date) -> str:
        """`12. nov. 2026`; a moment is taken as the day it is in Oslo."""
        day = self._local(value).date() if isinstance(value, datetime) else value
        return format_date(day, "d. MMM y", locale=self.locale)

    def long_day(self, value: date) -> str:
        """`torsdag 12. november 2026`."""
        day = self._local(value).date() if isinstance(value, datetime) else value
        return format_date(day, "EEEE d. MMMM y", locale=self.locale)

    def clock(self, value: datetime) -> str:
        """`10.14`, as the clock shows in Oslo."""
        return format_datetime(self._local(value), "HH.mm", locale=self.locale)

    def moment(self, value: datetime) -> str:
        """`12. nov. 2026 kl. 10.14`, as the clock shows in Oslo. ValueError without a zone."""
        return format_datetime(self._local(value), "d. MMM y 'kl'. HH.mm", locale=self.locale)

    def machine(self, value: date) -> str:
        """For the `datetime` attribute of the `time` element (HTML 4.5.14)."""
        return self._local(value).isoformat() if isinstance(value, datetime) else value.isoformat()

    def _local(self, value: datetime) -> datetime:
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone can't be shown")
        return value.astimezone(self.zone)


def _only(value: object, *kinds: type) -> None:
    """Floats can't hold amounts, and a yes or no is no number."""
    if isinstance(value, bool) or not isinstance(value, kinds):
        raise TypeError(f"{type(value).__name__} can't be shown as a number")
