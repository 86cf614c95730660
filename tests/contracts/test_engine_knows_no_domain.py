"""The engine knows no domain: neither its words nor its names stand anywhere under `engine/`."""

import re

from contracts.sources import ENGINE, shown
from goalposts import load_catalogue

# "leading" is missing on purpose: zeros and coefficients lead, too
TRADE_WORDS = re.compile(
    r"\b(CRMs?|deals?|dealt|dealing|leads?|campaigns?|campaigning|abandon(s|ed|ing|ment|ments)?)\b",
    re.IGNORECASE,
)
TEXT_FILES = sorted(
    file for file in ENGINE.rglob("*") if file.is_file() and file.suffix not in (".pyc", ".png", ".woff2")
)


def test_no_trade_word_stands_in_the_engine():
    found = [
        f"{shown(file)}:{number}: {line.strip()}"
        for file in TEXT_FILES
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if TRADE_WORDS.search(line) or TRADE_WORDS.search(line.replace("_", " "))
    ]
    assert found == []


def test_no_name_that_a_bundled_plugin_brings_stands_in_the_engine():
    catalogue = load_catalogue()
    kinds = (kind.id for found in catalogue.contributions for kind in found.domain.event_types)
    names = {*catalogue.kpis, *kinds, *(found.domain.name for found in catalogue.contributions)}
    assert len(names) > 20
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(names)))
    found = [
        f"{shown(file)}: {match[0]}"
        for file in TEXT_FILES
        for match in pattern.finditer(file.read_text(encoding="utf-8"))
        if "." in match[0]
    ]
    assert found == []


def test_no_bundled_plugin_is_imported_by_the_engine():
    found = [
        shown(file)
        for file in TEXT_FILES
        if "goalposts_"
        in file.read_text(encoding="utf-8")
        .replace("goalposts_domain", "")
        .replace("goalposts_commands", "")
        .replace("goalposts_helpdesk", "")
        .replace("goalposts_@name@", "")
    ]
    assert found == []
