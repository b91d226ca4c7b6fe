"""What must hold for the papers to Tvisteløsningsnemnda (G-18)."""

from services.governance.commands.facts import BodyFact
from services.governance.rules.exits import contact_is_whole
from services.governance.rules.writing import NAME_LENGTH, optional, written
from shared.contracts.governance.exits import DisputeText
from shared.values.refusal import Refused


def papers_are_whole(text: DisputeText, body: BodyFact) -> DisputeText:
    """G-18: who asks what of whom, and a contact. A payment case states claim, facts and legal
    basis, so that the other party can answer; a statement is about an agreement that there is."""
    if text.party == text.other_party or not {text.party, text.other_party} <= set(body.parties):
        raise Refused("G-18", "governance.dispute-parties", field="other_party")
    whole = text.model_copy(
        update={
            "question": written("G-18", "question", text.question),
            "agreement": optional("G-18", "agreement", text.agreement, longest=NAME_LENGTH),
            "claim": optional("G-18", "claim", text.claim),
            "facts": optional("G-18", "facts", text.facts),
            "legal_basis": optional("G-18", "legal_basis", text.legal_basis),
            "contact": contact_is_whole("G-18", text.contact),
        }
    )
    if whole.kind == "payment":
        written("G-18", "claim", whole.claim or "")
        written("G-18", "facts", whole.facts or "")
        written("G-18", "legal_basis", whole.legal_basis or "")
    if whole.kind == "statement":
        written("G-18", "agreement", whole.agreement or "")
    return whole
