from cli.rollouts import goalposts


def test_a_template_passes_check_but_for_its_blanks(tmp_path):
    """What `init` writes has no other errors; its data and who answers are still missing."""
    for language in ("en", "ru"):
        folder = tmp_path / language
        assert goalposts("init", folder, "--template", "contact_center", "--language", language).exit_code == 0
        result = goalposts("check", folder, "--as-of", "2027-01-01", "--ignore", "GP108")
        assert result.exit_code == 0, result.output
        assert goalposts("check", folder, "--as-of", "2027-01-01").exit_code == 1


def test_nothing_is_overwritten(tmp_path):
    goalposts("init", tmp_path, "--template", "contact_center")
    before = (tmp_path / "goalposts.yaml").read_bytes()
    result = goalposts("init", tmp_path, "--template", "contact_center", "--language", "ru")
    assert result.exit_code == 2
    assert "не перезаписан" in result.stderr
    assert (tmp_path / "goalposts.yaml").read_bytes() == before


def test_without_a_terminal_a_missing_or_unknown_template_lists_them(tmp_path):
    for arguments in (("init", tmp_path), ("init", tmp_path, "--template", "nonsense")):
        result = goalposts(*arguments)
        assert result.exit_code == 2
        assert "contact_center" in result.stderr
    assert not (tmp_path / "goalposts.yaml").exists()


def test_demo_data_fit_the_project_that_is_written(tmp_path):
    result = goalposts("init", tmp_path, "--template", "contact_center", "--demo-data")
    assert result.exit_code == 0
    assert (tmp_path / "contact_center.call.csv").exists()
    status = goalposts("status", tmp_path)
    assert "readable" in status.stdout


def test_a_template_of_a_domain_without_a_demo_gets_streams_of_its_model(tmp_path):
    result = goalposts("init", tmp_path, "--template", "crm", "--demo-data")
    assert result.exit_code == 0
    assert (tmp_path / "sales.deal.csv").exists()
    assert (tmp_path / "truth.json").exists()
    assert "readable" in goalposts("status", tmp_path).stdout
