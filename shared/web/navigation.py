"""Where one can go, and where one is."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """A link of the page's head. `count` is how many wait there (shown when above zero); links of
    one `group` stand together."""

    label: str
    address: str
    count: int = 0
    group: str = ""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the path to this page; the page itself has no address."""

    label: str
    address: str | None = None


def current_link(links: Sequence[NavigationLink], path: str) -> NavigationLink | None:
    """The link whose address is the longest beginning of the path, in whole segments.

    The front page (`/`) is current only on itself.
    """
    within = [
        link
        for link in links
        if path == link.address
        or (link.address != "/" and path.startswith(link.address.rstrip("/") + "/"))
    ]
    return max(within, key=lambda link: len(link.address), default=None)
