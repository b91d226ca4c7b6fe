"""Structured logs on standard error: one JSON object a line, and nothing that people have written.

Standard output stays the answer of a command. What a library says through `logging`, and what an
exception says of itself, may quote what somebody wrote or a row of the database; so of an
exception only its kind and place are told (P-1).
"""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from shared.eventlog.parking import describe

_Event = MutableMapping[str, Any]


def configure() -> None:
    """For a process that serves; called once, before anything is started."""
    shared: list[structlog.types.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="timestamp"),
        _only_kind_and_place,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer(ensure_ascii=False)],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_of_a_library, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(True)


def _only_kind_and_place(_logger: object, _method: str, event: _Event) -> _Event:
    """Instead of a traceback: what was raised, where, and what that came of."""
    given = event.pop("exc_info", None)
    if isinstance(given, tuple):
        error = given[1]
    else:
        error = given if isinstance(given, BaseException) else sys.exc_info()[1] if given else None
    chain: list[str] = []
    while error is not None and len(chain) < 5:
        chain.append(describe(error))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if chain:
        event["error"] = " ← ".join(chain)
    return event


def _of_a_library(_logger: object, _method: str, event: _Event) -> _Event:
    """Its name and the pattern of what it says; never what it has filled in."""
    record: logging.LogRecord = event["_record"]
    if record.exc_info:
        event["event"] = "unexpected error"
    elif record.name == "py.warnings":
        event["event"] = "a warning of Python's"
    else:
        # Several lines are a traceback or the text of a task, with what was raised in it.
        event["event"] = str(record.msg).partition("\n")[0]
    event["logger"] = record.name
    return event
