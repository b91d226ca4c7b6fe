"""The long form of assessment, and what goes with it (A-2 to A-12, A-17)."""

from datetime import date

from shared.contracts.assessment import (
    Clinician,
    Detail,
    Phase,
    PhaseCost,
    Priority,
    Standardised,
)
from shared.contracts.assessment.details import (
    Disagreement,
    EconomicDetail,
    Evidence,
    Handover,
    LanguageDetail,
    LegalDetail,
    LegalQuestion,
    MedicalDetail,
    MoneyLine,
    PartySystem,
    PracticalDetail,
    Span,
    TaskRow,
    TechnicalDetail,
)
from tests.examples.ids import HOSPITAL, SKIEN

PARTIES = (HOSPITAL, SKIEN)
CLINICIANS = tuple(
    sorted(
        (
            Clinician(party=HOSPITAL, role="Overlege, medisinsk avdeling"),
            Clinician(party=SKIEN, role="Kommunelege i sykehjem"),
        ),
        key=lambda each: str(each.party),
    )
)
TASK = "Vurdere prøvesvar som kommer etter utskrivning"

READY_ON = date(2027, 3, 1)
DETAILS: tuple[Detail, ...] = (
    PracticalDetail(
        tasks=(
            TaskRow(
                what=TASK,
                party=HOSPITAL,
                unit="Medisinsk avdeling",
                role="Den som har rekvirert prøven",
                when="Innen tre virkedager etter svaret",
                where="I sykehusets journal",
                moves_from=SKIEN,
            ),
        ),
        patient_flow="Pasienten er hjemme når svaret kommer.",
        work_flow="Svaret legges i innkurven til rekvirenten.",
    ),
    MedicalDetail(
        evidence=(Evidence(reference="Nasjonal veileder", says="Rekvirenten vurderer svaret."),),
        disagreements=(
            Disagreement(question="Hvilke svar haster?", between="Sykehus og fastleger"),
        ),
        judgement="Når pasienten er i livets sluttfase.",
    ),
    LanguageDetail(
        handovers=(
            Handover(
                what="Svar med vurdering",
                from_party=HOSPITAL,
                to_party=SKIEN,
                understood="partly",
                amount="too-little",
            ),
        ),
        code_systems=("NLK",),
        documents=("Epikrise",),
    ),
    EconomicDetail(
        lines=(
            MoneyLine(
                party=HOSPITAL,
                phase="investment",
                flow="cost",
                what="Varsling i laboratoriesystemet",
                ore=Span(low=20_000_000, high=30_000_000),
            ),
            MoneyLine(
                party=HOSPITAL,
                phase="running",
                flow="gain",
                what="Færre telefoner",
                ore=Span(low=0, high=500_000),
                hours=Span(low=100, high=200),
            ),
        ),
        financing_rule="Vurdering etter utskrivning utløser ingen refusjon.",
    ),
    LegalDetail(
        provisions=(
            LegalQuestion(
                law="helsepersonelloven",
                section="§ 45",
                question="may-be-shared",
                text="Kan svaret sendes til sykehjemmet etter utskrivning?",
            ),
        ),
    ),
    TechnicalDetail(
        systems=(
            PartySystem(party=HOSPITAL, system="Laboratoriesystemet", can=("send",)),
            PartySystem(party=SKIEN, system="Journalen", can=("receive",), ready_on=READY_ON),
        ),
    ),
)
STANDARDISED = (
    Standardised(
        component="language",
        what="Fast sted i epikrisen for svar som gjenstår",
        level="local",
    ),
    Standardised(
        component="technical",
        what="Hvordan svaret behandles i innkurven",
        level="regional",
        fixes_work_flow=True,
        exception="Avdelinger med egen svartjeneste",
        way_off="Svaret kan sendes på papir",
    ),
)
PHASE = Phase(
    phase="development",
    clinicians=CLINICIANS,
    costs=(PhaseCost(what="Varsling i laboratoriesystemet", bearer="Sykehuset Telemark HF"),),
)
PRIORITY = Priority(
    party=SKIEN,
    gives_way="Ettermiddagspoliklinikken holdes åpen én dag mindre.",
    decided_by="Kommunedirektøren",
    reference="Sak 26/114",
)
