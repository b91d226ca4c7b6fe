"""What the command line looks at: rebuilding, and the health of it all."""

import json
from collections.abc import Callable
from typing import Any

import httpx2
from rich.progress import Progress as Bar
from sqlalchemy import Engine

from deploy.advice import ADVICE, advice_on, misused
from deploy.assembled import Assembled, assembled, check_prepared
from deploy.consoles import out, told
from deploy.refusing import check_broker
from services.audit.readmodels.logbook import heads
from shared.contracts.record import SERVICES, ServiceName
from shared.eventlog.parking import describe
from shared.eventlog.projections import Builder, LedgerHistory, Progress, ReadModel, open_views
from shared.eventlog.recorders import open_ledger
from shared.service.platform import Platform
from shared.service.settings import Settings


def rebuild(settings: Settings, model: str) -> int:
    """Builds a read model anew beside the active one, from all ledgers, and switches."""
    with assembled(settings) as parts:
        platform, found = model_named(parts, model)
        name = found.name
        ledgers = {each.name: each.platform.ledger for each in parts.services.values()}
        builder = Builder(
            platform.models,
            platform.engine,
            platform.parking,
            LedgerHistory(ledgers, platform.codec),
        )
        with Bar(console=told) as bar:
            task = bar.add_task(f"{platform.name}/{name}", total=None)

            def report(progress: Progress) -> None:
                bar.update(task, completed=progress.done, total=progress.head)

            builder.rebuild(name, progress=report)
    out.print(f"{model} er bygget på nytt og tatt i bruk.")
    return 0


def model_named(parts: Assembled, named: str) -> tuple[Platform, ReadModel[Any]]:
    """The read model of this name, `tjeneste/navn` where several services have one. Raises
    misused."""
    owner, _, name = named.rpartition("/")
    found = [
        (service.platform, model)
        for service in parts.services.values()
        for model in service.platform.models
        if owner in ("", service.name) and model.name == name
    ]
    if len(found) != 1:
        wrong = "Ukjent lesemodell" if not found else "Flere tjenester har lesemodellen"
        known = sorted(
            f"{service.name}/{each.name}"
            for service in parts.services.values()
            for each in service.platform.models
        )
        raise misused(f"{wrong}: {named}. Velg én av {', '.join(known)}.")
    return found[0]


def doctor(settings: Settings, *, as_json: bool) -> int:
    """Looks at everything this installation needs; exit code 1 where something must be done."""
    checks: list[tuple[str, Callable[[], str], str]] = [
        ("broker", lambda: _broker(settings), "Start Valkey, eller rett SAMHANDLING_REDIS_URL."),
        ("stores", lambda: _stores(settings), "Kjør «samhandling migrate»."),
        ("keys", lambda: _keys(settings), "Gi den hovednøkkelen som lageret ble laget med."),
        ("lag", lambda: _lag(settings), "Se om tjenestene kjører, og «samhandling parked list»."),
        ("services", lambda: _services(settings), "Start tjenestene, eller se i loggen deres."),
    ]
    results = []
    for part, look, advice in checks:
        try:
            results.append({"part": part, "ok": True, "what": look(), "advice": ""})
        except Exception as error:  # noqa: BLE001 - told, with advice
            known = isinstance(error, tuple(ADVICE))
            what = advice_on(error) if known else str(error) or describe(error)
            results.append({"part": part, "ok": False, "what": what, "advice": advice})
    if as_json:
        print(json.dumps(results, ensure_ascii=False, indent=1))
    else:
        for each in results:
            mark = "i orden" if each["ok"] else "FEIL   "
            out.print(f"{mark}  {each['part']}: {each['what']}", soft_wrap=True)
            if each["advice"]:
                out.print(f"         → {each['advice']}", soft_wrap=True)
    return 0 if all(each["ok"] for each in results) else 1


def _broker(settings: Settings) -> str:
    if not settings.redis_url:
        return "innebygd Valkey, startes av «samhandling up»"
    check_broker(settings.redis_url)
    return "svarer"


def _stores(settings: Settings) -> str:
    told_of = []
    for name in SERVICES:
        ledger = open_ledger(settings.database, name)
        try:
            told_of.append(f"{name} {ledger.head()}")
        finally:
            ledger.close()
    return "hendelser: " + ", ".join(told_of)


def _keys(settings: Settings) -> str:
    with assembled(settings) as parts:
        parts.around.keys.store.check()
    return "hovednøkkelen passer"


def _lag(settings: Settings) -> str:
    check_prepared(settings)
    engine: Engine = open_views(settings.database, "audit")
    try:
        sizes: dict[ServiceName, int] = {head.service: head.size for head in heads(engine)}
    finally:
        engine.dispose()
    behind = []
    with assembled(settings) as parts:
        for service in parts.services.values():
            late = service.platform.ledger.head() - sizes.get(service.name, 0)
            if late:
                behind.append(f"{service.name} {late}")
        set_aside = parts.parked()
    if set_aside:
        raise RuntimeError(f"{len(set_aside)} hendelser er satt til side")
    return f"ikke i treet ennå: {', '.join(behind)}" if behind else "alt er hørt"


def _services(settings: Settings) -> str:
    wrong = []
    for name, url in settings.urls().items():
        base = url.removesuffix(f"/api/{name}/v1")
        try:
            answer = httpx2.get(f"{base}/readyz", timeout=3.0)
        except httpx2.TransportError:
            wrong.append(f"{name} svarer ikke på {base}")
            continue
        if not answer.is_success:
            wrong.append(f"{name}: {answer.text}")
    if wrong:
        raise RuntimeError("; ".join(sorted(set(wrong))))
    return "alle er klare"
