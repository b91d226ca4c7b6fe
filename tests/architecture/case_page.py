"""`docs/case.md`, made from the table of a case's transitions."""

import re
from collections.abc import Iterator
from inspect import getdoc
from pathlib import Path

from services.governance.decisions.case.transitions import STAYS, TRANSITIONS, State
from tests.architecture.tree import ROOT

PATH: Path = ROOT / "docs" / "case.md"

HEAD = """<!-- Made by `python -m tests.architecture.generate`; edit the code instead. -->

# The case between bodies

One stream per case, one state at a time. `decide` and `evolve` of
[`services/governance/decisions/case/`](../services/governance/decisions/case/) are tested
against the table that this page is drawn from,
[`transitions.py`](../services/governance/decisions/case/transitions.py).
Every state but `Closed` has a way on; no case ends in partnerskapsmøtet. Rule numbers:
[rules](rules.md); events: [events](events.md).
"""


def case_page() -> str:
    """The whole page."""
    lines = [
        HEAD,
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {line}" for line in _arrows()),
        "```",
        "",
        "## The states",
        "",
        "| state | what it is |",
        "|---|---|",
        *(f"| `{state.__name__}` | {_meaning(state)} |" for state in TRANSITIONS),
        "",
        "## What may be said in any state",
        "",
        "These leave the case where it is; a deadline never moves one (G-11).",
        "",
        *(f"- `{_kind(each)}`" for each in STAYS),
    ]
    return "\n".join(lines) + "\n"


def _arrows() -> Iterator[str]:
    """One arrow from state to state, with all that may lead there; none from a state to itself."""
    for state, leads in TRANSITIONS.items():
        targets: dict[State, list[str]] = {}
        for happened, found in leads.items():
            for target in found:
                if target is not state:
                    targets.setdefault(target, []).append(_kind(happened))
        start = "[*]" if state.__name__ == "Unknown" else state.__name__
        for target, kinds in targets.items():
            yield f"{start} --> {target.__name__}: {', '.join(kinds)}"
        if not leads:
            yield f"{state.__name__} --> [*]"


def _kind(happened: State) -> str:
    """`governance.case-received.v1` → `case-received`."""
    name: str = happened.model_fields["type"].default
    return name.split(".")[1]


def _meaning(state: State) -> str:
    """The state's docstring in one line."""
    return re.sub(r"\s+", " ", getdoc(state) or "").strip()
