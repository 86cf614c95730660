"""Secrets come from the environment, and what a driver says is shown without them."""

import pytest
from goalposts.errors import SourceError
from goalposts.model.addresses import has_plain_secret, is_address
from goalposts.streams.databases.address import database_path, filled_address
from goalposts.streams.files.source_file import SourceFile
from streams.orders import source


def file(location, tmp_path):
    return SourceFile("shop", tmp_path, source(), location)


@pytest.mark.parametrize(
    ("location", "secret"),
    [
        ("postgresql://ann@host/db", False),
        ("postgresql://ann:${PW}@host:5432/db?sslmode=require", False),
        ("postgresql://${USER}:${A}${B}@host/db", False),
        ("postgresql://host:5432/db?user=ann@example.org", False),
        ("postgresql://host/db?user=ann&password=${PW}&sslkey=/keys/a.key", False),
        ("sqlite:///a:b/calls.db", False),
        ("calls:hunter2@host.csv", False),
        ("${URL}", False),
        ("postgresql://ann:hunter2@host/db", True),
        ("postgresql://ann:hunter${PW}@host/db", True),
        ("postgresql://ann:$PW@host/db", True),
        ("postgresql://ann:hun?ter2@host/db", True),
        ("postgresql://ann:hun/ter@2@host/db", True),
        ("postgresql://host/db?user=ann&password=hunter2", True),
        ("mssql+pyodbc://host/db?PWD=hunter2", True),
        ("snowflake://ann@host/db?token=hunter2", True),
        ("snowflake://ann@host/db?private_key=hunter2", True),
        ("mssql+pyodbc://?odbc_connect=DRIVER%3Dx%3BUID%3Dann%3BPWD%3Dhunter2", True),
        ("mssql+pyodbc://?odbc_connect=UID%3Dann%3BPWD%3D${PW}", False),
        ("oracle://ann/hunter2@host", True),
        ("oracle://ann/${PW}@host", False),
        ("snowflake://ann@host/db?auth=hunter2", True),
        ("snowflake://ann@host/db?authenticator=externalbrowser", False),
        ("mssql+pyodbc://host/db?Authentication=ActiveDirectoryIntegrated", False),
        ("mssql+pyodbc://?odbc_connect=UID=ann;Pwd = {hunter2}", True),
        ("mssql+pyodbc://?odbc_connect=UID=ann;AccessToken=hunter2", True),
        ("mssql+pyodbc://?odbc_connect=UID=ann;PWD={${PW}}", False),
        ("sqlite:///ann@home/calls.db", False),
        ("sqlite:////home/ann@work/calls.db", False),
    ],
)
def test_plain_secrets(location, secret, tmp_path):
    assert has_plain_secret(location) is secret
    if secret:
        with pytest.raises(SourceError, match="holds a password") as failure:
            filled_address(file(location, tmp_path))
        assert "hun" not in str(failure.value)


def test_variables_are_encoded_where_an_address_needs_it(tmp_path, monkeypatch):
    monkeypatch.setenv("WHO", "ann@example.org")
    monkeypatch.setenv("PW", "a/b?c:d@e %")
    monkeypatch.setenv("WHERE", "db.example.org:5432")
    found = filled_address(file("postgresql://${WHO}:${PW}@${WHERE}/db?options=${PW}", tmp_path))
    encoded = "a%2Fb%3Fc%3Ad%40e%20%25"
    assert found.url == f"postgresql://ann%40example.org:{encoded}@db.example.org:5432/db?options={encoded}"
    said = found.scrubbed("no 'a/b?c:d@e %',\n no a%2Fb%3Fc%3Ad%40e%20%25 of ann@example.org.")
    assert said == "no '***', no *** of ***"
    assert "a/b" not in repr(found)


@pytest.mark.parametrize("url", ["postgresql://ann:pa/ss:wo@rd@host:1/db", "pg://ann:pa%2Fss:wo@rd@host/db?key=pa"])
def test_of_a_whole_address_no_piece_of_a_password_is_shown(tmp_path, monkeypatch, url):
    """A parser may quote any piece of an address that is written wrongly."""
    monkeypatch.setenv("URL", url)
    found = filled_address(file("${URL}", tmp_path))
    assert found.url == url
    password = url.partition("://ann:")[2].rpartition("@")[0]
    for said in (url, password, password.replace("%2F", "/")):
        assert not any(piece in found.scrubbed(f"invalid: {said}") for piece in ("ss:", "wo@", "rd@"))


@pytest.mark.parametrize("value", [None, ""])
def test_variable_that_is_not_set(tmp_path, monkeypatch, value):
    monkeypatch.delenv("PW", raising=False)
    if value is not None:
        monkeypatch.setenv("PW", value)
    with pytest.raises(SourceError, match="shop: the environment variable PW is not set; set it before") as failure:
        filled_address(file("postgresql://ann:${PW}@host/db", tmp_path))
    assert "не задана переменная окружения PW" in failure.value.sentence("ru")


def test_what_is_an_address():
    found = [is_address(given) for given in ("postgresql://h/d", "${URL}", "${DIR}/a.csv", "a.csv", "C:/a.csv", "-")]
    assert found == [True, True, False, False, False, False]


@pytest.mark.parametrize("location", ["${DB_URL}", "sqlite:///${DB_URL}/x.db"])
def test_a_file_that_is_not_there_is_named_without_what_variables_hold(location, tmp_path, monkeypatch):
    monkeypatch.setenv("DB_URL", "postgresql://ann:hunter2@host/db")
    with pytest.raises(SourceError) as failure:
        database_path(file(location, tmp_path))
    assert "hunter2" not in str(failure.value)
