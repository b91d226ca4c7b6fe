"""Whether nothing and absent are the same in an event, so that its bytes may leave it out."""

from typing import Any

from pydantic.errors import PydanticInvalidForJsonSchema

from shared.contracts.record import Event


def may_leave_out_none(event: type[Event]) -> bool:
    """Whether the event comes back the same when everything that is None is left out.

    Not where None means something else than absent: a field whose default is not None, or a
    mapping with None as a value.
    """
    try:
        schema = event.model_json_schema(mode="validation")
    except PydanticInvalidForJsonSchema:
        return False
    models = (schema, *schema.get("$defs", {}).values())
    return not any(_none_matters(model) for model in models)


def _none_matters(schema: Any) -> bool:
    if isinstance(schema, list):
        return any(_none_matters(each) for each in schema)
    if not isinstance(schema, dict):
        return False
    values = schema.get("additionalProperties", False)
    if schema.get("type") == "object" and values is not False and _allows_none(values):
        return True
    required = schema.get("required", ())
    for name, field in schema.get("properties", {}).items():
        if _allows_none(field) and (name in required or field.get("default") is not None):
            return True
        if _none_matters(field):
            return True
    inner = ("items", "prefixItems", "anyOf", "oneOf", "allOf")
    return _none_matters([schema[part] for part in inner if part in schema])


def _allows_none(schema: Any) -> bool:
    if schema is True or not isinstance(schema, dict):
        return True
    if not schema.keys() & {"type", "anyOf", "oneOf", "allOf", "$ref", "enum", "const"}:
        return True
    if schema.get("type") == "null" or None in schema.get("enum", ()):
        return True
    parts = [*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())]
    return any(_allows_none(part) for part in parts)
