"""Where something stands in the log, as a reader is told it."""

from shared.contracts.record import ServiceName
from shared.web.i18n import Words


def log_reference(words: Words, service: ServiceName, first: int, last: int | None = None) -> str:
    """`Styring, hendelse 423–430`: the ledger by its Norwegian name, and one or several positions.

    `first` and `last` are positions in the ledger of `service` (the same, or None, for one event).
    """
    positions = str(first) if last in {None, first} else f"{first}–{last}"
    return words("reference.log", service=words(f"reference.{service}"), positions=positions)
