import shutil
import tempfile
from pathlib import Path

import pytest
from streams.postgres_server import PASSWORD, started_server


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server for the whole run."""
    yield from _server()


@pytest.fixture
def own_server():
    """One of which a test may do whatever it likes."""
    yield from _server()


@pytest.fixture
def password(monkeypatch):
    """The password of the server in the environment, as whoever reads the project has it."""
    monkeypatch.setenv("GOALPOSTS_TEST_PASSWORD", PASSWORD)
    return PASSWORD


def _server():
    folder = Path(tempfile.mkdtemp(prefix="goalposts-postgresql-"))
    try:
        running = started_server(folder)
        yield running
        running.stop()
    finally:
        shutil.rmtree(folder)
