"""Whether a person is told of their cases by e-mail (I-11)."""

from dataclasses import dataclass

from services.intake.commands import ChooseNotices, IntakeFacts
from shared.contracts.intake import NoticesChosen


@dataclass(frozen=True, slots=True)
class Choice:
    """Yes until the person says no."""

    by_email: bool = True


def decide(
    command: ChooseNotices, _facts: IntakeFacts, choice: Choice
) -> tuple[NoticesChosen, ...]:
    """What is so already is not said again."""
    if command.by_email == choice.by_email:
        return ()
    return (NoticesChosen(person=command.person, by_email=command.by_email),)


def evolve(_choice: Choice, event: NoticesChosen) -> Choice:
    return Choice(event.by_email)
