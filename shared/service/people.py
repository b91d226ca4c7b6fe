"""Who can log in at the development issuer."""

from collections.abc import Callable, Sequence

from shared.eventlog.projections import NotBuilt
from shared.identity.actors import Login
from shared.identity.register import Register
from shared.service.settings import Settings


def development_logins(settings: Settings, register: Register) -> Callable[[], Sequence[Login]]:
    """Everybody in the register, and the first operator, without whom it would stay empty."""

    def logins() -> list[Login]:
        try:
            known = register.logins()
        except NotBuilt:
            known = []
        if settings.first_operator is None:
            return known
        first = Login(settings.first_operator, "Første driftsansvarlige", "setter opp løsningen")
        return [*known, first]

    return logins
