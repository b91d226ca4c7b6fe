"""`samhandling explain`: one decision replayed by the rules of today, and compared (R-3)."""

from uuid import UUID

from deploy.advice import FAILED, misused
from deploy.assembled import assembled
from deploy.consoles import out, told
from services.audit.readmodels.logbook import place_of
from shared.service.explaining import Explanation, explained
from shared.service.settings import Settings


def explain(settings: Settings, event: str, *, as_json: bool) -> int:
    """Exit code 1 where it comes out otherwise, or can't be replayed."""
    try:
        event_id = UUID(event)
    except ValueError:
        raise misused(f"EVENT skal være en UUID, ikke {event}.") from None
    with assembled(settings) as parts:
        place = place_of(parts.services["audit"].platform.engine, event_id)
        if place is None:
            told.print(
                f"Revisjon har ikke hørt hendelsen {event}. Idene står i «samhandling"
                " replay --json» og i sakens historikk."
            )
            return FAILED
        service, position = place
        found = explained(parts.services[service], position)
        verdict = parts.around.words(
            f"audit.verdict.{found.verdict}", version=found.rules_version, today=found.rules_today
        )
    if as_json:
        print(found.model_dump_json(indent=1))
    else:
        _show(found, position, verdict)
    return 0 if found.verdict in ("agrees", "no-decision") else FAILED


def _show(found: Explanation, position: int, verdict: str) -> None:
    lines = [
        f"{found.service} {position} · {found.stream} (versjon {found.state_version} før)",
        f"spurt om: {found.command} ({found.command_id})",
        f"årsak: {found.causation or 'ingen hendelse'}",
        f"regler: versjon {found.rules_version}; i dag {found.rules_today}",
        f"ført: {', '.join(found.recorded)}",
        f"avspilt: {found.refusal or ', '.join(found.replayed) or 'ingenting'}",
        *(f"forskjell: {each}" for each in found.differences),
        verdict,
    ]
    out.print("\n".join(lines), soft_wrap=True)
