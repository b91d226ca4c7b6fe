"""Tells in the OpenAPI document how problems are answered (RFC 9457), for every API operation."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI

from shared.web.problem import MEDIA_TYPE

PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "Stabil for hver problemtype."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "Norsk setning til den som skal rette."},
        "rule": {"type": "string", "description": "Regelens nummer, for eksempel I-1."},
        "reason": {"type": "string", "description": "Stabil nøkkel for begrunnelsen."},
        "field": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "JSON-peker i innholdet."},
                    "in": {"type": "string", "enum": ["query", "path", "header", "cookie", "body"]},
                    "field": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
FRAMEWORK_SCHEMAS = ("HTTPValidationError", "ValidationError")


def describe_problems(app: FastAPI) -> None:
    """Replaces the framework's own description of validation errors, which we don't send."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        document = generate()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        if "Problem" in schemas:
            return document
        for name in FRAMEWORK_SCHEMAS:
            schemas.pop(name, None)
        schemas["Problem"] = PROBLEM_SCHEMA
        for operation in _operations(document):
            operation["responses"].pop("422", None)
            operation["responses"].setdefault("default", _answer())
        return document

    app.openapi = openapi  # type: ignore[method-assign]


def _answer() -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": "Problem (RFC 9457)", "content": {MEDIA_TYPE: {"schema": schema}}}


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for operations in document.get("paths", {}).values():
        for operation in operations.values():
            if isinstance(operation, dict) and "responses" in operation:
                yield operation
