"""Files that are fetched from pages."""

import json
from typing import Any

from fastapi import Response
from pydantic_core import to_jsonable_python


def json_response(told: Any, name: str) -> Response:
    """The same as the API tells, to be saved under this name."""
    content = json.dumps(to_jsonable_python(told), ensure_ascii=False, indent=1)
    disposition = f'attachment; filename="{name}.json"'
    headers = {"Content-Disposition": disposition}
    return Response(f"{content}\n", media_type="application/json", headers=headers)
