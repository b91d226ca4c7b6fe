"""Makes national numbers for tests, by the rules of Skatteetaten and with code of its own, so that
the finder is not tested against itself. None of them stands in the repository as text."""

from datetime import date

from hypothesis import strategies as st

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def with_check_digits(nine: str) -> str | None:
    """The eleven digits, or None where modulus 11 gives ten: such a number is never given out."""
    digits = [int(digit) for digit in nine]
    for weights in (_FIRST, _SECOND):
        rest = sum(w * d for w, d in zip(weights, digits, strict=True)) % 11
        if rest == 1:
            return None
        digits.append((11 - rest) % 11)
    return "".join(str(digit) for digit in digits)


def number_of(day: date, individual: int, *, day_plus: int = 0, month_plus: int = 0) -> str:
    """The first number that exists from this individual number on."""
    for attempt in range(1_000):
        nine = (
            f"{day.day + day_plus:02}{day.month + month_plus:02}{day.year % 100:02}"
            f"{(individual + attempt) % 1_000:03}"
        )
        made = with_check_digits(nine)
        if made is not None:
            return made
    raise AssertionError("some individual number always gives check digits")


SERIES = {
    "birth-number": (0, 0),
    "d-number": (40, 0),
    "h-number": (0, 40),
    "synthetic-number": (0, 80),
}

dates = st.dates(min_value=date(1900, 1, 2), max_value=date(2039, 12, 31))


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, str]:
    """A valid number with its kind."""
    kind = draw(st.sampled_from([*SERIES, "fh-number", "synthetic-d", "synthetic-nhn"]))
    day, individual = draw(dates), draw(st.integers(0, 999))
    if kind == "fh-number":
        tail = draw(st.integers(0, 9_999_999))
        made = with_check_digits(f"{draw(st.integers(80, 99))}{tail:07}")
        return (made, kind) if made else (number_of(day, individual), "birth-number")
    if kind == "synthetic-d":
        return number_of(day, individual, day_plus=40, month_plus=80), "synthetic-number"
    if kind == "synthetic-nhn":
        return number_of(day, individual, month_plus=65), "synthetic-number"
    day_plus, month_plus = SERIES[kind]
    return number_of(day, individual, day_plus=day_plus, month_plus=month_plus), kind
