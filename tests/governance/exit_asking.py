"""What is sent to begin each way out, and who signs."""

from typing import Any

from tests.governance.example import body, party, person, seat

TOR = person("tor-einar-direktor")
SOLVEIG = person("solveig-ordforer")
JON = person("jon-helsedirektoratet")
SKIEN_SIGNS = str(seat("partnerskapsmote-skien"))
HOSPITAL_SIGNS = str(seat("partnerskapsmote-direktor"))
PARTNERSHIP = str(body("partnerskapsmote"))
CONTACT = {"name": "Siv Eksempel", "email": "siv@example.no", "phone": "35 00 00 00"}

CLARIFICATION: dict[str, Any] = {
    "body_id": PARTNERSHIP,
    "question": "Kan hjemmetjenesten få epikrisen samme dag?",
    "facts": "Pasienter skrives ut før prøvesvar foreligger.",
    "provisions": [
        {"law": "helsepersonelloven", "section": "§ 45", "question": "may-be-shared"},
    ],
    "readings": [
        {"party": str(party("skien")), "text": "Ja, når pasienten har hjemmetjeneste."},
        {"party": str(party("porsgrunn")), "text": "Ja."},
        {
            "party": str(party("sykehuset-telemark")),
            "text": "Nei, bare til den som følger opp.",
            "dissent": "Barneavdelingen leser loven som kommunene.",
        },
    ],
    "consequence": "Prøvesvar blir ikke fulgt opp i tide.",
    "contact": CONTACT,
}
TRIAL: dict[str, Any] = {
    "body_id": PARTNERSHIP,
    "basis": "forsoksloven",
    "measure": "Hjemmetjenesten rekvirerer blodprøver hos sykehuset.",
    "deviations": [{"law": "helse- og omsorgstjenesteloven", "section": "§ 3-2", "how": "Hos HF."}],
    "starts_on": "2026-01-01",
    "ends_on": "2029-12-31",
    "reversible": "Fastlegen rekvirerer som før.",
    "evaluation": "Svar fulgt opp innen tre dager.",
}
DISPUTE: dict[str, Any] = {
    "body_id": PARTNERSHIP,
    "kind": "payment",
    "party": str(party("sykehuset-telemark")),
    "other_party": str(party("skien")),
    "question": "Hvem betaler for døgnene?",
    "claim": "Betaling for 14 døgn.",
    "facts": "Pasienten ble meldt utskrivningsklar.",
    "legal_basis": "Forskrift om betaling for utskrivningsklare pasienter.",
    "contact": CONTACT,
    "language": "nn",
}
