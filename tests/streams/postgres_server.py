"""A real PostgreSQL server on loopback, installed where Debian's packages can be, for the tests that use it."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from threading import Thread

import pytest
from attrs import define

PASSWORD = "s3cret/p@ss:wörd %41?"
"""With every sign that an address has to encode."""


@define
class Server:
    """A running server, whose superuser is `boss`."""

    programs: Path
    folder: Path
    port: int
    process: subprocess.Popen | None = None

    def address(self, user="boss", password="${GOALPOSTS_TEST_PASSWORD}", database="postgres"):
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def run(self, statements):
        """Run statements by the server's own client, and return what it prints."""
        command = [self.programs / "psql", "-qAt", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(self.port)]
        done = subprocess.run(
            [*command, "-U", "boss", "postgres"],
            input=statements,
            env={**os.environ, "PGPASSWORD": PASSWORD, "PGCLIENTENCODING": "UTF8"},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start(self):
        options = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "lc_messages=C"]
        arguments = [part for option in options for part in ("-c", option)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.folder / "data", "-p", str(self.port), *arguments],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **_servant(),
            )
        for _ in range(300):
            ready = [self.programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
            if subprocess.run(ready, check=False).returncode == 0:
                return
            time.sleep(0.1)
        raise AssertionError((self.folder / "log").read_text())

    def stop(self, how=signal.SIGINT):
        """Stop it by its own number: SIGINT ends its sessions, SIGQUIT is like a crash."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(60)
            self.process = None

    def stop_when_asked(self, words, how):
        """Stop it as soon as some session copies rows of a query with certain words; return the thread that waits."""

        def wait():
            asked = f"select count(*) from pg_stat_activity where query like 'COPY%{words}%' and state = 'active'"
            for _ in range(600):
                if self.run(asked) != "0":
                    break
                time.sleep(0.05)
            time.sleep(0.5)
            self.stop(how)

        waiting = Thread(target=wait)
        waiting.start()
        return waiting


def started_server(folder):
    """Install, make and start a server, or skip the test with the reason."""
    programs = _programs()
    folder.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    (folder / "password").write_text(PASSWORD, encoding="utf-8")
    (folder / "password").chmod(0o644)
    make = [programs / "initdb", "-D", folder / "data", "-U", "boss", "-A", "scram-sha-256", "-E", "UTF8"]
    made = subprocess.run(
        [*make, "--no-locale", "--no-sync", f"--pwfile={folder / 'password'}"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        **_servant(),
    )
    assert made.returncode == 0, made.stderr
    server = Server(programs, folder, _free_port())
    server.start()
    return server


def _servant():
    """PostgreSQL does not run as root."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}


def _free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _programs():
    if (found := _installed()) is None:
        _install()
        found = _installed()
    if found is None:
        # CI installs it as root on Debian; whoever runs the tests elsewhere may not be allowed to
        pytest.skip("there is no PostgreSQL server, and it cannot be installed by apt-get here")
    return found


def _installed():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    other = shutil.which("postgres")
    return found[-1].parent if found else Path(other).resolve().parent if other else None


def _install():
    """Install Debian's package, once even if several test processes ask."""
    if os.geteuid() or shutil.which("apt-get") is None:
        return
    with (Path(tempfile.gettempdir()) / "goalposts-installs-postgresql").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _installed() is None:
            environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            for command in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", "postgresql"]):
                subprocess.run(["apt-get", *command], env=environment, capture_output=True, check=False, timeout=250)
