"""An application that shows every shared component once, with real forms and real refusals."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, FastAPI, Request, Response
from pydantic import BaseModel, Field

from shared.clock import new_id
from shared.values.refusal import Refused
from shared.web import forms
from shared.web.api_docs import install_api_docs
from shared.web.components import (
    BUILD_ORDER,
    ComponentState,
    ComponentStatus,
    Figure,
    Framework,
    Option,
    Step,
    TimelineEntry,
    Tone,
)
from shared.web.conditions import ExpectedVersion, IdempotencyKey, NotFound
from shared.web.entries import DecimalComma
from shared.web.flash import Flash
from shared.web.i18n import SHARED_WORDS, Words
from shared.web.navigation import Crumb, NavigationLink
from shared.web.pages import Pages, Viewer
from shared.web.problems import install_problems
from shared.web.protection import install_protection

FOLDER = Path(__file__).parent
SESSION = "demo-session"
SECRET = b"only for tests, of 32 bytes or more"


class Report(BaseModel):
    title: Annotated[str, Field(max_length=80)]
    what_happens: Annotated[str, Field(max_length=2000)]
    party: Literal["porsgrunn", "sthf"]
    urgency: Literal["ordinary", "urgent"] = "ordinary"
    levels: list[Literal["gp", "hospital"]]
    noticed: date | None = None
    hours: DecimalComma | None = None
    no_patient: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    day: date
    kind: str
    hours: Decimal
    ore: int
    status: str
    tone: Tone


def _picture() -> Framework:
    statuses: tuple[ComponentStatus, ...] = (
        "unmet",
        "partly",
        "met",
        "unclear",
        "not-relevant",
        "open",
    )
    reasons = (
        "Hvem som rekvirerer og hvem som følger opp svaret, er ikke avklart mellom "
        "fastlegene og poliklinikken.",
        "Faglig uenighet om intervallet.",
        None,
        "Medisinskteknisk utstyrsanskaffelse uten bærer.",
        None,
        None,
    )
    states = tuple(
        ComponentState(name, status, reason, obstacle=name == "practical")
        for name, status, reason in zip(BUILD_ORDER, statuses, reasons, strict=True)
    )
    return Framework(states, "within", ("Faglig samarbeidsutvalg", "SSU", "Partnerskapsmøte"))


def _history() -> tuple[TimelineEntry, ...]:
    def at(month: int, day: int, hour: int, minute: int) -> datetime:
        return datetime(2026, month, day, hour, minute, tzinfo=UTC)

    return (
        TimelineEntry(
            "Returnert til FS",
            at(11, 12, 9, 14),
            "SSU-leder",
            "Faglig uenighet. «Avklar hvem som følger opp svar.»",
            "#7 governance.returned",
            "warning",
        ),
        TimelineEntry(
            "Ikke konsensus i SSU",
            at(11, 12, 9, 2),
            "SSU",
            "1 faglig innsigelse",
            "#6 governance.consensus-failed",
            "danger",
            "/hendelse/6",
        ),
        TimelineEntry("Forslag sendt til SSU", at(10, 28, 13, 40), "FS", tone="info"),
        TimelineEntry("Vurdert mot rammeverket", at(10, 20, 7, 11), tone="success"),
        TimelineEntry("Meldt inn", at(10, 18, 14, 3), "Kari Eksempel-Lege"),
    )


def _content(form: forms.Form[Report]) -> dict[str, object]:
    return {
        "form": form,
        "parties": [
            Option("porsgrunn", "Porsgrunn kommune"),
            Option("sthf", "Sykehuset Telemark HF"),
        ],
        "urgencies": [
            Option("ordinary", "Vanlig behandling"),
            Option("urgent", "Fare for pasientsikkerheten", "Det akutte må løses på telefon nå."),
        ],
        "levels": [Option("gp", "Fastleger"), Option("hospital", "Sykehusleger")],
        "picture": _picture(),
        "history": _history(),
        "route": [
            Step("Mottak", "done", "18. okt. 2026"),
            Step("Faglig samarbeidsutvalg", "current", "siden 12. nov. 2026"),
            Step("Strategisk samarbeidsutvalg", "ahead"),
            Step("Partnerskapsmøte", "skipped"),
        ],
        "key_figures": [
            Figure("Til utbetaling", "8 417,50 kr", "tre linjer"),
            Figure("Timer", "6,5 t"),
            Figure("Venter på attestasjon", "1"),
        ],
        "lines": [
            Line(date(2026, 9, 3), "Møtetid", Decimal("2.0"), 259_000, "Utbetalt", "success"),
            Line(date(2026, 9, 3), "Reisetid", Decimal("1.5"), 194_250, "Attestert", "info"),
            Line(
                date(2026, 9, 14),
                "Mellom møter",
                Decimal("3.0"),
                388_500,
                "Til attestering",
                "warning",
            ),
        ],
    }


def demo_pages() -> Pages:
    words = Words([SHARED_WORDS, FOLDER / "demo.po"])
    return Pages(
        words,
        [FOLDER / "demo_templates"],
        secret=SECRET,
        viewer=lambda request: (
            None
            if request.headers.get("x-anonymous")
            else Viewer("Kari Eksempel-Lege", SESSION, "fastlege, HPR 9144889")
        ),
        navigation=lambda _: (
            NavigationLink("Mine saker", "/"),
            NavigationLink("Innboks", "/innboks", 3),
            NavigationLink("Møter", "/moter"),
            NavigationLink("Godtgjørelse", "/godtgjorelse"),
            NavigationLink("Revisjon", "/revisjon"),
        ),
        new_id=new_id,
    )


def demo_app() -> FastAPI:
    """The whole demonstration; forms are read, refused and answered as in the services."""
    pages = demo_pages()
    app = FastAPI(title="Demo", docs_url=None, redoc_url=None)
    install_problems(app, pages.words, pages=pages, extra={TimeoutError: 503, PermissionError: 403})
    install_protection(app, larger_bodies={"/api/demo/v1/imports": 2_000_000})
    pages.install(app)
    install_api_docs(app, "/api/docs")
    app.include_router(_pages_router(pages))
    app.include_router(_api_router())
    return app


def _pages_router(pages: Pages) -> APIRouter:
    router = APIRouter()
    crumbs = (
        Crumb("Helsefellesskapet i Telemark", "/"),
        Crumb("Saker", "/"),
        Crumb("SAK-2026-0142"),
    )

    def show(request: Request, form: forms.Form[Report], status: int = 200) -> Response:
        return pages.render(
            request, "demo.html", status=status, breadcrumbs=crumbs, **_content(form)
        )

    @router.get("/")
    def front(request: Request) -> Response:
        return show(request, forms.blank(urgency="ordinary"))

    @router.post("/skjema")
    async def take(request: Request) -> Response:
        form = await pages.read(request, Report, prefix="demo.report")
        if form.value is None:
            return show(request, form, 422)
        if not form.value.no_patient:
            refused = Refused("I-3", "demo-patient", field="no_patient", title=form.value.title)
            return show(request, form.refused(refused, pages.words), 422)
        flash = Flash("success", "demo.taken", {"title": form.value.title})
        return pages.redirect(request, "/", flash=flash)

    @router.get("/problem/{name}")
    def fail(name: str) -> None:
        match name:
            case "refused":
                raise Refused("I-3", "demo-patient", field="title", title="X")
            case "missing":
                raise NotFound
            case "slow":
                raise TimeoutError("postgresql://user:hunter2@db/ledger")
            case "denied":
                raise PermissionError("not you")
            case _:
                raise RuntimeError("secret detail")

    return router


def _api_router() -> APIRouter:
    router = APIRouter(prefix="/api/demo/v1")

    @router.post("/reports", status_code=201)
    def register(report: Report, key: IdempotencyKey) -> dict[str, str]:
        return {"title": report.title, "key": key}

    @router.post("/imports")
    async def take_file(request: Request) -> dict[str, int]:
        return {"bytes": len(await request.body())}

    @router.put("/reports/{number}")
    def change(number: int, report: Report, version: ExpectedVersion) -> dict[str, int]:
        return {"number": number, "version": version}

    return router
