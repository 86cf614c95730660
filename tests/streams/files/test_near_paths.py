"""Paths that name no file: what was meant, where that can be seen."""

import pytest
from goalposts.streams.files.near_paths import near_path, unquoted


@pytest.fixture
def folder(tmp_path):
    for name in ("sheets/2026.xlsx", "выгрузка/Сделки CRM.xlsx", "old/deals.csv", "calls/january.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sheet/2026.xlsx", "sheets/2026.xlsx"),
        ("Sheets/2026.XLSX", "sheets/2026.xlsx"),
        ("2026.xlsx", "sheets/2026.xlsx"),
        ("Сделки CRM.xlsx", "выгрузка/Сделки CRM.xlsx"),
        ("'выгрузка/Сделки CRM.xlsx'", "выгрузка/Сделки CRM.xlsx"),
        ("sheets\\2026.xlsx", "sheets/2026.xlsx"),
        ("C:\\Users\\olga\\sheets\\2026.xlsx", "sheets/2026.xlsx"),
        ("C:\\Users\\olga\\2026.xlsx", "sheets/2026.xlsx"),
        ("call/*.csv", "calls/*.csv"),
        ("calls\\*.csv", "calls/*.csv"),
        ("calls/january.csw", "calls/january.csv"),
    ],
)
def test_the_path_that_is_meant_is_found(folder, written, meant):
    assert near_path(written, folder) == meant


@pytest.mark.parametrize(
    "written",
    ["sheets/2025.xlsx", "new/deals.json", "calls/*.json", "new/*", "*.csv", "", "x", "nothing.csv", "../../2027.xlsx"],
)
def test_no_other_file_is_suggested(folder, written):
    """Another year is no slip, and a system that is not live yet has no export."""
    assert near_path(written, folder) is None


def test_an_absolute_path_is_followed_too(folder):
    assert near_path(f"{folder}/Sheets/2026.xlsx", folder) == f"{folder}/sheets/2026.xlsx"


def test_only_a_pair_of_quotes_is_taken_off():
    assert [unquoted(words) for words in ('"a b.csv"', "'a.csv'", '"a.csv', "a.csv", '""', "")] == [
        "a b.csv", "a.csv", '"a.csv', "a.csv", '""', "",
    ]  # fmt: skip
