"""Which rules and answers are known, as far as whoever reports should find them? (I-5)

Part of the read model `similar`. `known_rules` keeps all versions; here the one that reads now.
"""

from sqlalchemy import Connection, Table, update

from shared.contracts.intake import KnownRuleCorrected, KnownRuleRegistered
from shared.eventlog.projections import put

IN_FORCE = "known"
"""Where a rule stands: it is known. On which days it holds stands beside it."""


def keep_rule(
    connection: Connection, entries: Table, event: KnownRuleRegistered | KnownRuleCorrected
) -> None:
    """The entry of a rule as it reads from now on; without a helsefellesskap it is national."""
    told = {"name": event.title, "valid_from": event.valid_from, "valid_to": event.valid_to}
    match event:
        case KnownRuleRegistered():
            put(
                connection,
                entries,
                kind="rule",
                subject=event.rule_id,
                number="",
                helsefellesskap=event.helsefellesskap,
                reports=0,
                triage=IN_FORCE,
                assessed=False,
                **told,
            )
        case KnownRuleCorrected():
            this = (entries.c.kind == "rule") & (entries.c.subject == event.rule_id)
            connection.execute(update(entries).where(this).values(told))
