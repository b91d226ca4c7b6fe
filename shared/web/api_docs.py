"""The API documentation, from files of our own: no CDN, no inline script (architecture, 6)."""

from html import escape

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from shared.web.static_files import static_address

PAGE = """<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>{title}</title>
  <link rel="icon" href="{mark}" type="image/svg+xml">
  <link rel="stylesheet" href="{style}">
</head>
<body>
  <div id="api" data-openapi="{openapi}"></div>
  <script src="{bundle}"></script>
  <script src="{start}"></script>
</body>
</html>
"""


def install_api_docs(app: FastAPI, path: str) -> None:
    """Shows the application's OpenAPI document at `path`.

    The application is made with `docs_url=None, redoc_url=None`, since the framework's own pages
    fetch scripts from elsewhere; ValueError where they are still there, or where there is no
    document to show.
    """
    if app.docs_url or app.redoc_url:
        raise ValueError("the framework's own documentation pages must be off")
    if not app.openapi_url:
        raise ValueError("there is no OpenAPI document to show")
    page = PAGE.format(
        title=escape(app.title),
        openapi=escape(app.openapi_url, quote=True),
        mark=static_address("mark.svg"),
        style=static_address("vendor/swagger-ui/swagger-ui.css"),
        bundle=static_address("vendor/swagger-ui/swagger-ui-bundle.js"),
        start=static_address("api-docs.js"),
    )

    @app.get(path, include_in_schema=False, response_class=HTMLResponse)
    def api_docs() -> HTMLResponse:
        return HTMLResponse(page)
