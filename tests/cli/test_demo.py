from cli.rollouts import goalposts, process


def test_the_demo_finds_the_truth_in_a_process_of_its_own_and_in_russian(tmp_path):
    """A newcomer sees every step, and what to open next; the folder can be scored again by hand."""
    result = process("demo", "--language", "ru", folder=tmp_path, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert result.returncode == 0, result.stderr
    assert "Истина найдена." in result.stdout
    assert "goalposts-demo/goalposts.html" in result.stdout.replace("\\", "/")
    folder = tmp_path / "goalposts-demo"
    for name in ("goalposts.yaml", "goalposts.lock", "goalposts.verdict.json", "goalposts.html"):
        assert (folder / name).exists(), name


def test_a_second_run_takes_the_folder_of_the_first_but_nobody_elses(tmp_path):
    (tmp_path / "work.txt").write_text("mine", encoding="utf-8")
    result = goalposts("demo", tmp_path)
    assert result.exit_code == 2
    assert "not empty" in result.stderr
    (tmp_path / ".goalposts-demo").touch()
    assert goalposts("demo", tmp_path, "--seed", "2").exit_code in (0, 1)
    assert (tmp_path / "work.txt").read_text(encoding="utf-8") == "mine"


def test_without_a_plugin_there_is_no_demo(tmp_path):
    result = goalposts(
        "demo", tmp_path / "new", *(f"--without={name}" for name in ("contact_center", "sales", "marketing"))
    )
    assert result.exit_code == 2
    assert not (tmp_path / "new").exists()
