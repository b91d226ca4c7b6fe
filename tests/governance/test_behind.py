"""What was just decided counts, although no view shows it yet (architecture, section 4)."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from deploy.migrating import migrate
from services.governance.app import build
from services.governance.readmodels import structure
from shared.contracts.governance import CaseReceived, ProposalSubmitted
from shared.contracts.record import ServiceName, Who
from shared.eventlog.commands import Asked, Done
from shared.eventlog.ledger import Ledger
from shared.eventlog.projections import Builder, LedgerHistory, Projector
from shared.eventlog.recorders import open_ledger
from shared.service.assembly import Service
from shared.service.process import surroundings
from shared.service.settings import Settings
from shared.values.refusal import Refused
from tests.examples.governance.cases import RECEIVE_CASE, SUBMIT_PROPOSAL
from tests.examples.governance.register import (
    ESTABLISH_BODY,
    ESTABLISH_HELSEFELLESSKAP,
    FILL_SEAT,
    REGISTER_ORGANISATION,
    REGISTER_PERSON,
)
from tests.examples.ids import (
    FS,
    HOSPITAL,
    PARTNERSHIP,
    PORSGRUNN,
    SECRETARY,
    SKIEN,
    SSU,
    TELEMARK,
    id_of,
    sealed,
)

MEMBER = id_of("member-of-fs")
SEAT = id_of("seat-in-fs")


@dataclass(frozen=True)
class Unread:
    """Governance whose views stand still until they are told to catch up."""

    service: Service
    projector: Projector
    history: LedgerHistory

    def ask(self, command: Any, by: Who | None = None) -> Done:
        platform = self.service.platform
        return self.service.handler.handle(
            Asked(
                command,
                platform.new_id(),
                by or Who(SECRETARY),
                platform.clock.now(),
                case="test",
                helsefellesskap=TELEMARK,
            )
        )

    def catch_up(self) -> None:
        at = self.service.platform.views.position("governance")
        self.projector.take(self.history.page("governance", at))

    def structure(self) -> None:
        """A helsefellesskap with three parties and three bodies, and a member of FS."""
        self.ask(ESTABLISH_HELSEFELLESSKAP)
        for party in (HOSPITAL, SKIEN, PORSGRUNN):
            self.ask(replace(REGISTER_ORGANISATION, organisation_id=party))
        self.ask(replace(ESTABLISH_BODY, body_id=PARTNERSHIP, kind="partnership", parent=None))
        self.ask(ESTABLISH_BODY)
        self.ask(replace(ESTABLISH_BODY, body_id=FS, kind="fs", parent=SSU, name="FS"))

    def member(self) -> None:
        name = sealed(f"person-{MEMBER}", "register", "Ny Person")
        self.ask(
            replace(
                REGISTER_PERSON,
                person_id=MEMBER,
                name=name,
                hpr=None,
                contact=None,
                employment="employed",
            )
        )
        self.ask(
            replace(
                FILL_SEAT,
                seat_id=SEAT,
                body_id=FS,
                person_id=MEMBER,
                rights=("speech", "proposal"),
                deputy_id=None,
            )
        )


@pytest.fixture
def unread(tmp_path: Path) -> Iterator[Unread]:
    settings = Settings(home=tmp_path, view_wait_seconds=20)
    migrate(settings)
    service = build(surroundings(settings, ["governance"]))
    platform = service.platform
    others: dict[ServiceName, Ledger] = {
        "intake": open_ledger(settings.database, "intake"),
        "assessment": open_ledger(settings.database, "assessment"),
        "compensation": open_ledger(settings.database, "compensation"),
        "audit": open_ledger(settings.database, "audit"),
    }
    history = LedgerHistory({"governance": platform.ledger, **others}, platform.codec)
    Builder(platform.models, platform.engine, platform.parking, history).prepare()
    projector = Projector(
        platform.models, platform.engine, platform.parking, moved=platform.views.wake
    )
    yield Unread(service, projector, history)
    for ledger in others.values():
        ledger.close()
    platform.close()
    platform.keys.store.close()


def test_the_register_and_the_structure_build_on_each_other_at_once_g_1_g_2(
    unread: Unread,
) -> None:
    unread.structure()
    unread.member()
    assert structure.bodies(unread.service.platform.views, TELEMARK) == [], "no view has moved"


def test_a_case_waits_for_the_bodies_that_were_made_just_before_it_came_g_5(
    unread: Unread,
) -> None:
    unread.structure()
    with ThreadPoolExecutor(1) as beside:
        receiving = beside.submit(unread.ask, RECEIVE_CASE)
        unread.catch_up()
        received, _step = receiving.result(timeout=20).events
    assert isinstance(received, CaseReceived)
    assert received.body_id == FS


def test_a_case_that_came_before_any_body_fits_none_g_5(unread: Unread) -> None:
    with pytest.raises(Refused, match="no-body-fits"):
        unread.ask(RECEIVE_CASE)


def test_a_member_proposes_in_a_seat_filled_a_moment_ago_g_5(unread: Unread) -> None:
    unread.structure()
    unread.catch_up()
    unread.ask(RECEIVE_CASE)
    unread.member()
    by = Who(MEMBER, seat=SEAT)
    submitted, _step = unread.ask(SUBMIT_PROPOSAL, by).events
    assert isinstance(submitted, ProposalSubmitted)
    assert submitted.to_body == SSU
    assert structure.seats(unread.service.platform.views, [FS]) == [], "no view has moved"


def test_what_a_decision_was_read_from_is_stored_with_it_r_3(unread: Unread) -> None:
    unread.structure()
    unread.member()
    (stored,) = unread.service.platform.ledger.read_stream(f"seat-{SEAT}")
    envelope, _ = unread.service.platform.codec.decode(stored.body)
    assert envelope.decision is not None
    for read in (f"body-{FS}", f"person-{MEMBER}", f"organisation-{SKIEN}"):
        assert f'"{read}":1' in envelope.decision
