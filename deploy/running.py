"""What the command line runs: everything, one service, the walk, cases from a file."""

import json
import socket
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx2
from rich.progress import Progress as Bar
from rich.table import Table

from deploy import logs
from deploy.assembled import check_prepared
from deploy.consoles import out, told
from deploy.migrating import migrate
from deploy.one_process import broker, everything, in_background, run_beside
from deploy.playing.cases import CasesFile, load_cases
from deploy.playing.client import Answered, Client, TookTooLong
from deploy.playing.example import Example
from deploy.playing.loading import Loading
from deploy.playing.walk import Walk
from deploy.refusing import check_broker_if_there, check_example, refuse_in_production
from deploy.serving import ExampleFailed, Served, check_free
from shared.clock import SystemClock, new_id
from shared.contracts.record import ServiceName
from shared.service.platform import OSLO
from shared.service.settings import Settings


def up(settings: Settings, *, example: bool) -> None:
    """Everything in this process until it is stopped. Raises what `everything` raises, NotReady
    and ExampleFailed: a start that fails ends, and says so."""
    refuse_in_production(settings, "samhandling up")
    logs.configure()
    with everything(settings) as served:
        run_beside(served, lambda: _greet(served, example=example))


def _greet(served: Served, *, example: bool) -> None:
    """Once it serves: the example on the first start, then where it is and who can log in."""
    settings = served.settings
    served.wait_until_ready(alive=lambda: not served.server.should_exit)
    out.print(f"Samhandling svarer på {settings.public_url}")
    marker = settings.home / "example-loaded"
    if example and not marker.exists():
        try:
            with Client(settings) as client:
                _load_example(client)
        except (Answered, TookTooLong) as trouble:
            raise ExampleFailed(str(trouble)) from trouble
        marker.write_text("deploy/examples\n", encoding="utf-8")
    _who_can_log_in(served)


def _load_example(client: Client) -> None:
    example = Example.read()
    Loading(client, example, lambda what: out.print(f"  eksempeldata: {what}")).load()
    walk = _walk(client, "example")
    case_id, number = walk.report()
    walk.triage(case_id)
    walk.assess(case_id)
    walk.propose(case_id)
    out.print(f"  eksempelsak: {number}")


def _who_can_log_in(served: Served) -> None:
    register = served.process.access.register
    table = Table(title=f"Logg inn på {served.settings.public_url} som", show_header=False)
    for login in register.logins():
        table.add_row(login.name, login.described_as)
    out.print(table)


def serve(settings: Settings, service: ServiceName) -> None:
    """One service until it is stopped. Its databases must have been prepared: raises what says
    that they are not before anything is made or started."""
    check_free(settings)
    check_prepared(settings, [service])
    check_example(settings)
    logs.configure()
    with broker(settings) as redis_url:
        check_broker_if_there(redis_url)
        Served.assemble(settings, [service], redis_url).run()


def migrate_all(settings: Settings) -> None:
    """Prepares the databases."""
    migrate(settings)
    out.print("Databasene er klare.")


def _walk(client: Client, run: str) -> Walk:
    return Walk(
        client,
        Example.read(),
        run=run,
        today=SystemClock().now().astimezone(OSLO).date(),
        said=lambda what: told.print(f"  {what}"),
    )


@contextmanager
def installation(settings: Settings) -> Iterator[Settings]:
    """The installation that answers at the settings' address; where none does, one that lives
    as long as this, in a temporary folder, with the example register."""
    if _answers(settings.public_url):
        yield settings
        return
    logs.configure()
    with tempfile.TemporaryDirectory(prefix="samhandling-") as folder:
        own = Settings(home=Path(folder), port=_free_port())
        told.print("  ingen løsning svarer; starter en for anledningen")
        with in_background(own), Client(own) as client:
            Loading(client, Example.read(), lambda _what: None).load()
            yield own


def walk(settings: Settings, *, as_json: bool) -> int:
    """Plays a whole case; exit code 1 where the proof does not hold. Raises ForDevelopment."""
    refuse_in_production(settings, "samhandling walk")
    with installation(settings) as where, Client(where) as client:
        walked = _walk(client, f"walk:{new_id()}").play()
    if as_json:
        print(json.dumps(walked.as_json(), ensure_ascii=False, indent=1))
        return 0 if walked.proof.verified else 1
    table = Table(title=f"Sak {walked.case_number}")
    for heading in ("når", "tjeneste", "nr.", "hva"):
        table.add_column(heading)
    for event in walked.events:
        when = datetime.fromisoformat(event["recordedtime"]).astimezone(OSLO)
        table.add_row(f"{when:%H.%M.%S}", event["service"], str(event["sequence"]), event["text"])
    out.print(table)
    payroll = walked.payroll
    kroner = f"{payroll['total_ore'] / 100:.2f}".replace(".", ",")
    out.print(f"Lønnsfil {payroll['file']}: {payroll['lines']} linjer, {kroner} kr")
    out.print(f"  sha256 {payroll['sha256']}")
    verdict = "kontrollert" if walked.proof.verified else "IKKE I ORDEN"
    out.print(f"Bevis {verdict}: {walked.proof.tree_size} hendelser i trærne, rot over dem alle:")
    out.print(f"  {walked.proof.root}")
    return 0 if walked.proof.verified else 1


def load(settings: Settings, file: str, *, create: bool, as_json: bool) -> int:
    """Registers the cases of a file; exit code 1 where any row was refused."""
    read = CasesFile.read(Path(file))
    if not _answers(settings.public_url):
        told.print(
            f"Ingen løsning svarer på {settings.public_url}. Start den med «samhandling up»,"
            " eller rett SAMHANDLING_PUBLIC_URL."
        )
        return 1
    if not read.rows:
        told.print("Det er ingen saker i filen.")
    with (
        Client(settings) as client,
        Bar(console=told, transient=True, disable=not told.is_terminal) as bar,
    ):
        task = bar.add_task("registrerer", total=read.rows)
        loaded = load_cases(
            client,
            read,
            create=create,
            progress=lambda done, rows: bar.update(task, completed=done, total=rows),
        )
    if as_json:
        print(json.dumps(loaded, ensure_ascii=False, indent=1))
    else:
        _tell(loaded)
    return 1 if loaded["refused"] else 0


def _tell(loaded: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    table = Table(title="Saker fra fil")
    for heading in ("rad", "referanse", "utfall", "saksnummer eller felt", "begrunnelse"):
        table.add_column(heading, overflow="fold")
    for outcome, rows in (("registrert", "accepted"), ("uendret", "unchanged")):
        for each in loaded[rows]:
            table.add_row("", each["reference"], outcome, each["case_number"], "")
    for outcome, problems in (("avvist", "refused"), ("advarsel", "warnings")):
        for problem in loaded[problems]:
            table.add_row(
                str(problem["row"]),
                problem["reference"],
                outcome,
                problem["field"],
                f"{problem['reason']} ({problem['rule']})",
            )
    out.print(table)


def _answers(base: str) -> bool:
    try:
        return bool(httpx2.get(f"{base}/livez", timeout=2.0).is_success)
    except (httpx2.TransportError, httpx2.InvalidURL):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: Any = probe.getsockname()[1]
        return int(port)
