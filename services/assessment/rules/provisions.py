"""The laws that a question may be put to, and how a section is written (A-7). Pure.

By their short titles in Lovdata; other laws and regulations by their number there.
"""

import re

LAWS: frozenset[str] = frozenset(
    {
        "abortloven",
        "apotekloven",
        "arbeidsmiljøloven",
        "arkivlova",
        "barnevernsloven",
        "behandlingsbiobankloven",
        "bioteknologiloven",
        "eforvaltningsforskriften",
        "fastlegeforskriften",
        "folkehelseloven",
        "folketrygdloven",
        "forskrift om ledelse og kvalitetsforbedring",
        "forsøksloven",
        "forvaltningsloven",
        "helse- og omsorgstjenesteloven",
        "helseberedskapsloven",
        "helseforetaksloven",
        "helseforskningsloven",
        "helsepersonelloven",
        "helseregisterloven",
        "helsetilsynsloven",
        "kjernejournalforskriften",
        "kommuneloven",
        "legemiddelloven",
        "nav-loven",
        "offentleglova",
        "opplæringslova",
        "pasient- og brukerrettighetsloven",
        "pasientjournalforskriften",
        "pasientjournalloven",
        "pasientskadeloven",
        "personopplysningsloven",
        "personvernforordningen",
        "prioriteringsforskriften",
        "psykisk helsevernloven",
        "reseptformidlerforskriften",
        "smittevernloven",
        "sosialtjenesteloven",
        "spesialisthelsetjenesteloven",
        "tannhelsetjenesteloven",
    }
)
IN_LOVDATA = re.compile(r"(?:lov|for)-\d{4}-\d\d-\d\d(?:-\d{1,5})?", re.ASCII)
SECTION = re.compile(
    r"(?:§{1,2} ?\d{1,3}(?:-\d{1,3})?|kap(?:ittel|\.) ?\d{1,3}|artikkel \d{1,3}|art\. ?\d{1,3})"
    r"(?![\d-])[ \w.,–-]{0,100}",
    re.IGNORECASE,
)


def is_known_law(law: str) -> bool:
    """A-7: by its short title, or by its number in Lovdata (`LOV-1999-07-02-64`)."""
    name = " ".join(law.casefold().split())
    return name in LAWS or bool(IN_LOVDATA.fullmatch(name))


def is_section(section: str) -> bool:
    """A-7: `§ 45`, `§ 3-5 første ledd`, `kapittel 5`, `artikkel 9`."""
    return bool(SECTION.fullmatch(section.strip()))
