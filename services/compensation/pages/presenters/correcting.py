"""What can be done with lines that are locked, and what each choice comes to (C-13)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.compensation.pages.presenters.claims import LineRow, Presenter
from shared.contracts.compensation import ClaimLine, Correction
from shared.web.components import Option
from shared.web.i18n import Words


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice with what it comes to, and the lines that would go in a later batch."""

    option: Option
    lines: tuple[LineRow, ...]


def choices(
    proposed: Mapping[Correction, Sequence[ClaimLine]], presenter: Presenter, words: Words
) -> list[Choice]:
    """Those that would do something as it stands now, in their order."""
    return [
        Choice(
            Option(
                choice,
                words(f"compensation.correction.{choice}"),
                words(
                    "compensation.correction.comes-to",
                    total=sum(line.amount_ore for line in lines),
                )
                if lines
                else words("compensation.correction.nothing-more"),
            ),
            tuple(presenter.line(line) for line in lines),
        )
        for choice, lines in proposed.items()
    ]
