"""The few pages of a login: plain HTML that works alone, before anybody is known."""

from collections.abc import Mapping
from pathlib import Path

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shared.web.i18n import Words

_HERE = Path(__file__).parent
WORDS = _HERE / "words" / "nb.po"
"""The catalogue of refusals (`denied.…`) and of the login's pages."""
STYLE = _HERE / "templates" / "style.css"
_POLICY = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'"

_words = Words([WORDS])
_templates = Environment(
    loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined
)
_templates.globals["_"] = _words


def page(
    template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **values: object
) -> HTMLResponse:
    """One of this folder's templates, filled in; never kept in a cache."""
    return HTMLResponse(
        _templates.get_template(template).render(**values),
        status,
        headers={
            "Content-Security-Policy": _POLICY,
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            **(headers or {}),
        },
    )
