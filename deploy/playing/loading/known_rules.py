"""What triage can refer to, for the whole country (I-5)."""

from typing import Any

from deploy.playing.example import Example, id_of
from deploy.playing.loading.asking import Asking, at_once
from shared.service.settings import FIRST_OPERATOR


class KnownRules:
    """What intake keeps of the example."""

    def __init__(self, asking: Asking, example: Example) -> None:
        self._asking = asking
        self._example = example

    def all(self) -> None:
        at_once(self._rule, self._example.known_rules["known_rules"])

    def _rule(self, each: dict[str, Any]) -> None:
        body = {
            "rule_id": str(id_of("known-rule", each["key"])),
            **{name: each[name] for name in ("title", "text", "source", "valid_from", "valid_to")},
        }
        # Intake may not have heard yet who the operator is.
        key = f"known-rule:{each['key']}"
        self._asking.heard("intake", "/known-rules", body, FIRST_OPERATOR, key)
