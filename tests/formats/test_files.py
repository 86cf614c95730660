"""A write is whole or has not happened."""

import os
import stat

import pytest
from goalposts.errors import InputError
from goalposts.formats import canonical_json, digest, make_private, read_text, write_atomically


def test_what_is_written_is_read(tmp_path):
    file = tmp_path / "new" / "folder" / "file.lock"
    write_atomically(file, "привет\n")
    assert read_text(file) == "привет\n"
    write_atomically(file, b"bytes")
    assert file.read_bytes() == b"bytes"
    assert [path.name for path in file.parent.iterdir()] == ["file.lock"]


def test_a_failed_write_keeps_the_old_file_and_leaves_nothing_behind(tmp_path, monkeypatch):
    file = tmp_path / "file.lock"
    write_atomically(file, "old")

    def disk_full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", disk_full)
    with pytest.raises(InputError) as caught:
        write_atomically(file, "new")
    assert caught.value.sentence("en") == (
        f"{file}: cannot be written: No space left on device; check the path, its permissions and the free space."
    )
    assert caught.value.sentence("ru").startswith(f"{file}: не записать: ")
    assert file.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["file.lock"]


@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_a_file_keeps_its_mode(tmp_path, mode):
    file = tmp_path / "goalposts.yaml"
    file.write_text("old")
    file.chmod(mode)
    write_atomically(file, "new")
    assert (stat.S_IMODE(file.stat().st_mode), file.read_text()) == (mode, "new")


def test_a_folder_in_the_way_is_refused_and_stays(tmp_path):
    (tmp_path / "file.lock").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        write_atomically(tmp_path / "file.lock", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["file.lock"]


def test_a_file_where_a_folder_should_be_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="cannot be written"):
        write_atomically(tmp_path / "file" / "lock", "new")


def test_what_cannot_be_read_is_one_sentence_in_both_languages(tmp_path):
    with pytest.raises(InputError) as caught:
        read_text(tmp_path)
    assert caught.value.sentence("en").startswith(f"{tmp_path}: cannot be read: ")
    assert caught.value.sentence("ru").startswith(f"{tmp_path}: не прочитать: ")


def test_only_the_caller_knows_what_to_do_about_a_missing_file(tmp_path):
    with pytest.raises(InputError) as caught:
        read_text(tmp_path / "none")
    assert caught.value.sentence("en") == f"{tmp_path / 'none'}: there is no such file."


def test_a_private_folder_is_its_owners_alone(tmp_path):
    folder = make_private(tmp_path / "new" / "private")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (folder / ".gitignore").read_text() == "*\n"
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="cannot be written"):
        make_private(tmp_path / "file" / "private")


def test_canonical_json_does_not_depend_on_the_order_of_keys():
    assert canonical_json({"b": 1.0, "a": "я"}) == '{"a":"я","b":1}'.encode()
    assert digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1})


def test_digest_is_the_published_sha_256_of_the_empty_mapping():
    """`printf '{}' | sha256sum`."""
    assert digest({}) == "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
