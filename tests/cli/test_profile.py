"""`goalposts profile` on the command line; what it finds is tested beside `profiling`."""

from cli.rollouts import goalposts


def test_the_currency_is_written_beside_the_sources(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deals.csv").write_text(
        "order_id;customer;at;amount\n1;a;2026-03-01T10:00Z;1 200,50 ₽\n2;b;2026-03-02T10:00Z;200,50 ₽\n",
        encoding="utf-8",
    )
    found = goalposts("profile", "deals.csv", "--write", "p.yaml")
    assert found.exit_code == 0, found.output
    assert (tmp_path / "p.yaml").read_text(encoding="utf-8").startswith("currency: RUB\ndata:\n  sales.order:\n")


def test_what_is_no_currency_is_refused_before_any_file_is_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = goalposts("profile", "nothing.csv", "--currency", "rubel")
    assert found.exit_code == 2
    assert "--currency: 'rubel' is no code of a currency; give three letters, as RUB." in found.output
    assert "no file matches" in goalposts("profile", "nothing.csv", "--currency", "rub").output


def test_the_currency_of_the_project_that_is_written_counts(tmp_path, monkeypatch):
    """Signs of another one are told as such, as with `--currency`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deals.csv").write_text(
        "order_id;customer;at;amount\n1;a;2026-03-01T10:00Z;1 200,50 ₽\n2;b;2026-03-02T10:00Z;200,50 ₽\n",
        encoding="utf-8",
    )
    (tmp_path / "p.yaml").write_text("currency: EUR\n", encoding="utf-8")
    found = goalposts("profile", "deals.csv", "--write", "p.yaml")
    assert found.exit_code == 0, found.output
    assert "the sign of RUB, which is not the currency of the project" in " ".join(found.output.split())
    assert (tmp_path / "p.yaml").read_text(encoding="utf-8").count("currency: EUR") == 1


def test_an_empty_name_is_refused():
    """As `profile "$EXPORT"` gives with a variable that is not set."""
    found = goalposts("profile", "")
    assert found.exit_code == 2
    assert found.stderr == "a name of a file is empty; give the path of an export.\n"
