"""A browser without script: it looks at pages and sends the forms that stand on them."""

import re
from dataclasses import dataclass

import httpx2


@dataclass
class Browser:
    """Looks at pages and sends the forms that stand on them, without any script."""

    http: httpx2.Client

    def look(self, path: str, status: int = 200) -> str:
        answer = self.http.get(path, headers={"Accept": "text/html"})
        assert answer.status_code == status, (answer.status_code, answer.text[:1500])
        return answer.text

    def send(self, page: str, action: str, **fields: str | list[str]) -> httpx2.Response:
        """Sends the form with this action as it stands on the page, with these fields typed; a
        name is written with `__` for the point."""
        found = re.search(rf'action="{re.escape(action)}".*?</form>', page, re.DOTALL)
        assert found is not None, f"no form that leads to {action}"
        typed = {name.replace("__", "."): value for name, value in fields.items()}
        return self.http.post(
            action,
            data={**standing(found.group()), **typed},
            headers={"Accept": "text/html"},
            follow_redirects=False,
        )

    def follow(self, answer: httpx2.Response) -> str:
        """POST-redirect-GET: the page after a form was taken."""
        assert answer.status_code == 303, (answer.status_code, answer.text[:3000])
        return self.look(answer.headers["location"])


def standing(form: str) -> dict[str, str | list[str]]:
    """What a form holds before anything is typed: hidden fields, values, ticks and choices."""
    held: dict[str, str | list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = _attribute(tag, "name"), _attribute(tag, "value")
        ticked = _attribute(tag, "type") not in ("checkbox", "radio") or " checked" in tag
        if name and ticked:
            held[name] = value
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        held[name] = chosen.group(1) if chosen else ""
    return held


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found.group(1) if found else ""


def error_of(page: str, field: str) -> str:
    """What stands at the field; the summary links to it, and it is there."""
    assert f'href="#f-{field}"' in page
    assert page.count(f'id="f-{field}"') == 1
    found = re.search(rf'id="f-{field}-error">([^<]+)<', page)
    assert found is not None, field
    return found.group(1)
