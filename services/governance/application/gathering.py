"""What governance's decisions are given to rest on, looked up at the moment of the decision."""

from services.governance.application.casework import Casework
from services.governance.application.meeting_facts import MeetingFactsOf
from services.governance.application.minutes import MinutesKept
from services.governance.application.seated import Seated
from services.governance.application.streams import OwnStreams
from services.governance.application.structure_facts import StructureFacts
from services.governance.commands.cases import CaseCommand
from services.governance.commands.facts import CaseFacts
from shared.contracts.record import Facts
from shared.eventlog.codec import Codec
from shared.eventlog.commands import Gathered
from shared.eventlog.ledger import Ledger
from shared.eventlog.projections import Views


class Gathering:
    """Looks up facts: governance's own streams afresh, the rest in its read models.

    `wait_seconds` is how long a choice among all bodies waits for the newest of them.
    """

    def __init__(
        self,
        ledger: Ledger,
        codec: Codec,
        views: Views,
        wait_seconds: float,
        minutes: MinutesKept,
    ) -> None:
        self._ledger = ledger
        self._codec = codec
        self.views = views
        self.seated = Seated(views)
        self.structure = StructureFacts(self.own, ledger, views, wait_seconds)
        self._casework = Casework(ledger, views, wait_seconds, self.seated)
        self.for_meeting = MeetingFactsOf(self.own, ledger, views, wait_seconds, minutes)

    def own(self) -> OwnStreams:
        """Own streams, for one decision."""
        return OwnStreams(self._ledger, self._codec)

    def for_case(self, command: CaseCommand, base: Facts) -> Gathered[CaseFacts]:
        return self._casework.facts(command, self.own(), base)
