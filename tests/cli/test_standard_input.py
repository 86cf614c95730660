"""A source that a pipe of the shell brings: `source: -`."""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from cli.rollouts import END, write_calls, write_project


def as_ndjson(data):
    return "".join(json.dumps(row) + "\n" for row in csv.DictReader(io.StringIO(data.decode()))).encode()


def as_document(data):
    return json.dumps(list(csv.DictReader(io.StringIO(data.decode()))), indent=1).encode()


def as_parquet(data):
    rows, target = list(csv.DictReader(io.StringIO(data.decode()))), pa.BufferOutputStream()
    pq.write_table(pa.table({name: [row[name] for row in rows] for name in rows[0]}), target)
    return target.getvalue().to_pybytes()


def scored(folder, piped):
    """What the command says that a shell would run as `cat calls | goalposts score goalposts.yaml`."""
    command = [sys.executable, "-m", "goalposts.cli.main", "score", "goalposts.yaml", "--format", "json"]
    return subprocess.run(
        [*command, "--as-of", END.isoformat()], cwd=folder, input=piped, capture_output=True, check=False
    )


@pytest.mark.parametrize("form", [bytes, gzip.compress, as_ndjson, as_document, as_parquet])
def test_score_from_a_pipe(tmp_path, form):
    """The scorecard is the one of the same calls in a file, and nothing stays behind."""
    calls = write_calls(tmp_path)
    write_project(tmp_path)
    known = json.loads(scored(tmp_path, b"").stdout)
    data = calls.read_bytes()
    calls.unlink()
    write_project(tmp_path, contact_center="  contact_center.call: {source: '-', timezone: Europe/London}")
    done = scored(tmp_path, form(data))
    assert done.returncode == 0, done.stderr.decode()
    found = json.loads(done.stdout)
    assert [goal["evaluation"] for goal in found["goals"]] == [goal["evaluation"] for goal in known["goals"]]
    assert found["streams"][0]["accepted"] == known["streams"][0]["accepted"] > 0


def test_nothing_comes_in(tmp_path):
    write_project(tmp_path, contact_center="  contact_center.call: {source: '-', timezone: Europe/London}")
    done = scored(tmp_path, b"")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().strip() == "standard input: the file is empty; export it again."
