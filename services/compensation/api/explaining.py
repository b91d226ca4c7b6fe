"""Every amount can be explained: a claim's line in words (C-3, C-12)."""

from decimal import Decimal
from uuid import UUID

from shared.contracts.compensation import ClaimDrafted, ClaimLine
from shared.web.i18n import Words


def explained(line: ClaimLine, words: Words) -> str:
    """`1,5 t × 1 397,00 kr. Sats per time, gjelder fra …. Kilde: …` and what was cut."""
    if line.rate_valid_from is None:
        return reckoned(line, words)
    return f"{reckoned(line, words)} {words('compensation.line.source')}: {line.rate_source}"


def reckoned(line: ClaimLine, words: Words) -> str:
    """The same without where the rate comes from, for those who show that in their own way."""
    if line.rate_valid_from is None:
        return words(f"compensation.line.{line.kind}", amount=words.formats.kroner(line.rate_ore))
    sentences = [
        f"{_quantity(line, words)} × {words.formats.kroner(line.rate_ore)}.",
        words(
            "compensation.line.rate",
            unit=words(f"compensation.unit.{line.unit}"),
            valid_from=line.rate_valid_from,
        ),
    ]
    if line.less_rate_id is not None:
        sentences.append(words("compensation.line.taxable"))
    if line.asked is not None:
        sentences.append(words("compensation.line.asked", question=line.asked))
    if Decimal(line.cut):
        sentences.append(words("compensation.line.cut", cut=_counted(line.cut, line, words)))
    return " ".join(sentences)


def all_explained(draft: ClaimDrafted, words: Words) -> dict[UUID, str]:
    """Each line of a claim, by its id."""
    return {line.line_id: explained(line, words) for line in draft.lines}


def _quantity(line: ClaimLine, words: Words) -> str:
    """What is paid; minutes that make no round number of hours are told as minutes, since the
    amount is reckoned from them."""
    told = _counted(line.quantity, line, words)
    minutes = line.minutes
    if line.unit != "hour" or minutes is None or Decimal(line.cut):
        return told
    # What undoes a line has its quantity turned about; its minutes are those of the work.
    if abs(Decimal(line.quantity)) * 60 == minutes:
        return told
    return words("compensation.line.minutes", minutes=minutes, hours=told)


def _counted(quantity: str, line: ClaimLine, words: Words) -> str:
    number = Decimal(quantity)
    match line.unit:
        case "hour":
            return words.formats.hours(number)
        case "commenced-half-hour":
            return words("compensation.line.half-hours", count=int(number))
        case "km":
            return words("compensation.line.km", km=number)
        case "day-band":
            return words("compensation.line.days", days=number)
        case "amount":
            return words.formats.number(number)
