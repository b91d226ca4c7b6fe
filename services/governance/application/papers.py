"""What is sent out of the platform becomes a document, once (G-16 to G-18)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from services.governance.application.gathering import Gathering
from services.governance.application.streams import (
    OwnStreams,
    clarification_stream,
    dispute_stream,
    trial_stream,
)
from services.governance.commands.exits import ExitFacts
from services.governance.decisions.exits import clarification, dispute, trial
from services.governance.documents.clarification import Signature, request
from services.governance.documents.clarification import Told as Request
from services.governance.documents.dispute import Told as Complaint
from services.governance.documents.dispute import complaint
from services.governance.documents.trial import Told as Application
from services.governance.documents.trial import application
from services.governance.readmodels import structure
from services.governance.rules.writing import NAME_LENGTH, written
from shared.clock import Clock
from shared.contracts.governance.exits import Contact, DisputePrepared, Written
from shared.contracts.governance.trials import TrialDrafted
from shared.contracts.record import Event, Who
from shared.eventlog.codec import Codec
from shared.eventlog.documents import Documents
from shared.eventlog.ledger import Ledger
from shared.identity.register import Register
from shared.typesetting import Document, Language, typeset
from shared.values.calendar import local_day
from shared.values.refusal import Refused
from shared.web.conditions import NotFound
from shared.web.i18n import Words


class Papers:
    """Typesets what may be sent, keeps it under its hash, and finds it again.

    The time in a document is that of the last event it rests on, so that it comes out the same
    however often sending is tried. `words` are by language.
    """

    def __init__(
        self,
        ledger: Ledger,
        codec: Codec,
        gathering: Gathering,
        register: Register,
        documents: Documents,
        open_seal: Callable[..., str | None],
        clock: Clock,
        words: Mapping[Language, Words],
    ) -> None:
        self._ledger = ledger
        self._codec = codec
        self._gathering = gathering
        self._register = register
        self._documents = documents
        self._open = open_seal
        self._clock = clock
        self._words = words

    def of_clarification(self, clarification_id: UUID, by: UUID, anonymous: bool) -> str:
        """The request's SHA-256; durable when this returns. Whoever asks may send it.

        Raises Refused where it may not be sent, NotFound.
        """
        own = self._gathering.own()
        state = own.clarification(clarification_id)
        match state:
            case clarification.Unknown():
                raise NotFound
            case clarification.Sent():
                return state.sent.document
            case clarification.Answered():
                return state.sent.sent.document
            case clarification.Drafting():
                drafted = state.drafted
                facts = self._facts(own, by, drafted.case_id, drafted.body_id)
                clarification.may_be_sent(state, facts, anonymous)
                stream = clarification_stream(clarification_id)
                return self._kept(self._request(state, stream), stream, drafted.case_id)

    def of_dispute(self, dispute_id: UUID, by: UUID, anonymous: bool) -> str:
        """The same for the papers to Tvisteløsningsnemnda."""
        own = self._gathering.own()
        state = own.dispute(dispute_id)
        match state:
            case dispute.Unknown():
                raise NotFound
            case dispute.Sent() | dispute.Stated():
                return state.sent.document
            case dispute.Prepared():
                prepared = state.prepared
                facts = self._facts(own, by, prepared.case_id, prepared.body_id)
                dispute.may_be_sent(facts, anonymous)
                stream = dispute_stream(dispute_id)
                return self._kept(self._complaint(prepared), stream, prepared.case_id)

    def of_trial(
        self, trial_id: UUID, by: UUID, authority: str, language: Written, anonymous: bool
    ) -> str:
        """The same for the application, to the authority that can grant it."""
        own = self._gathering.own()
        state = own.trial(trial_id)
        match state:
            case trial.Unknown():
                raise NotFound
            case trial.Drafted():
                asked = state.drafted
                facts = self._facts(own, by, asked.case_id, asked.body_id)
                trial.may_be_applied_for(facts, state, anonymous)
                document = self._application(asked, authority, language)
                return self._kept(document, trial_stream(trial_id), asked.case_id)
            case _:
                raise trial.not_so_far(state)

    def read(self, sha256: str) -> bytes:
        """The exact bytes. Raises NotFound where they are erased (R-7)."""
        content = self._documents.read(sha256)
        if content is None:
            raise NotFound
        return content

    def _facts(self, own: OwnStreams, by: UUID, case_id: UUID, body_id: UUID) -> ExitFacts:
        return ExitFacts(
            self._clock.now(), Who(by), case_id, body=own.body(body_id), case=own.case(case_id)
        )

    def _kept(self, document: Document, stream: str, case_id: UUID) -> str:
        at = self._told(stream)[-1][1]
        return self._documents.keep(typeset(document, at), f"case-{case_id}")

    def _told(self, stream: str) -> list[tuple[Event | None, datetime]]:
        """The stream's events, each with the time it was recorded."""
        decoded = (self._codec.decode(each.body) for each in self._ledger.read_stream(stream))
        return [(event, envelope.recordedtime) for envelope, event in decoded]

    def _request(self, state: clarification.Drafting, stream: str) -> Document:
        text, words = state.text, self._words[state.text.language]
        signed_at = {event: at for event, at in self._told(stream) if event is not None}
        return request(
            Request(
                text=text,
                case_number=state.drafted.case_number,
                body=self._body(state.drafted.body_id, text.language),
                contact=self._contact(text.contact, words),
                signatures=tuple(
                    Signature(
                        side,
                        each.party,
                        self._register.person_name(each.person_id) or words("governance.unnamed"),
                        local_day(signed_at[each]),
                    )
                    for side, each in sorted(state.signed.items(), reverse=True)
                ),
                parties=self._parties(),
            ),
            words,
        )

    def _complaint(self, prepared: DisputePrepared) -> Document:
        text, words = prepared.text, self._words[prepared.text.language]
        return complaint(
            Complaint(
                text=text,
                case_number=prepared.case_number,
                contact=self._contact(text.contact, words),
                parties=self._parties(),
            ),
            words,
        )

    def _application(self, asked: TrialDrafted, authority: str, language: Written) -> Document:
        return application(
            Application(
                plan=asked.plan,
                case_number=asked.case_number,
                body=self._body(asked.body_id, language),
                authority=written("G-17", "authority", authority, longest=NAME_LENGTH),
                language=language,
            ),
            self._words[language],
        )

    def _contact(self, contact: Contact | None, words: Words) -> str:
        """Raises Refused where the contact's data is erased (R-7)."""
        if contact is None:
            return ""
        opened = [self._open(each) for each in (contact.name, contact.email, contact.phone)]
        if None in opened:
            raise Refused("R-7", "governance.contact-erased", field="contact")
        name, email, phone = opened
        return words("governance.document.contact", name=name, email=email, phone=phone)

    def _parties(self) -> Mapping[UUID, str]:
        return {each.id: each.name for each in self._register.organisations()}

    def _body(self, body_id: UUID, language: Written) -> str:
        found = structure.body(self._gathering.views, body_id)
        if found is None:
            return ""
        return (found.name_nn if language == "nn" else None) or found.name
