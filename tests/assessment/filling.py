"""How people fill in the forms of an assessment, in a browser without script."""

import re
from uuid import UUID

import httpx2

from tests.assessment.installation import Browser
from tests.examples.ids import HOSPITAL, SKIEN

COMPONENTS = ("practical", "medical", "language", "economic", "legal", "technical")


def address_of(case_id: UUID) -> str:
    return f"/vurdering/{case_id}"


def component_of(case_id: UUID, component: str) -> str:
    return f"/vurdering/{case_id}/komponent/{component}"


def fill(browser: Browser, address: str, **fields: str | list[str]) -> httpx2.Response:
    """Sends the form that stands at the address it is sent to."""
    return browser.send(browser.look(address), address, **fields)


def taking_part(page: str, *parties: UUID) -> dict[str, str | list[str]]:
    """The boxes of these parties' clinicians, ticked."""
    rows = {
        party: at
        for at, party in re.findall(r'name="(clinicians\.\d+)\.party" value="([^"]+)"', page)
    }
    return {f"{rows[str(party)]}.took_part": "true" for party in parties}


def send_finding(
    browser: Browser, case_id: UUID, component: str, status: str, reason: str = ""
) -> httpx2.Response:
    address = component_of(case_id, component)
    page = browser.look(address)
    took_part = taking_part(page, HOSPITAL, SKIEN)
    return browser.send(page, address, status=status, reason=reason, **took_part)


def save_finding(
    browser: Browser, case_id: UUID, component: str, status: str, reason: str = ""
) -> str:
    return browser.follow(send_finding(browser, case_id, component, status, reason))


def save_capacity(browser: Browser, case_id: UUID, party: UUID, standing: str) -> str:
    reason = "To årsverk mangler." if standing == "over" else ""
    address = f"{address_of(case_id)}/kapasitet/{party}"
    return browser.follow(fill(browser, address, standing=standing, reason=reason))


def error_of(page: str, field: str) -> str:
    """What stands at the field; the summary links to it."""
    field_id = "f-" + re.sub(r"[._]", "-", field)
    assert f'href="#{field_id}"' in page, re.findall(r'href="#(f-[^"]+)"', page)
    assert f'id="{field_id}"' in page, "the link leads to the field"
    found = re.search(rf'id="{field_id}-error">([^<]+)<', page)
    assert found is not None, field_id
    return found.group(1)


def typed_in(page: str) -> dict[str, str]:
    """Every field as a browser would send it, were the form saved as it stands."""
    found = dict(re.findall(r'<input class="ds-input"[^>]*? name="([^"]+)" value="([^"]*)"', page))
    ticked = re.findall(
        r'type="(?:checkbox|radio)"[^>]*? name="([^"]+)" value="([^"]*)"( checked)?', page
    )
    for name, _, _ in ticked:
        found.pop(name, None)
    found |= {name: value for name, value, checked in ticked if checked}
    found |= dict(re.findall(r'<textarea [^>]*?name="([^"]+)"[^>]*>\n([^<]*)<', page))
    for name, options in re.findall(
        r'<select [^>]*?name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen.group(1) if chosen else ""
    return found
