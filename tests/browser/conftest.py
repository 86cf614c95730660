"""A real browser: Debian's Chromium driven by playwright; where there is none, these tests are skipped with the reason.

Screenshots and printed pages go to the folder that GOALPOSTS_SCREENSHOTS names, to be looked at.
"""

import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
AXE = "axe-core@4.14.1"


@pytest.fixture(scope="module")  # its event loop must not outlive the module: others run their own
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if executable is None:
        # CI installs Debian's; whoever runs the tests elsewhere may have no browser, and the rest holds without one
        pytest.skip(f"no browser: none of {', '.join(CHROMIUM)} is installed")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def axe(tmp_path_factory):
    """The text of axe-core, fetched for this run."""
    npm = shutil.which("npm")
    # The checker is another project's code, so it is not kept here; npm is how it is published, and not everywhere
    if npm is None:
        pytest.skip("axe-core cannot be fetched: npm is not installed")
    folder = tmp_path_factory.mktemp("axe")
    done = subprocess.run(
        [npm, "pack", "--silent", AXE], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )
    if done.returncode:  # most likely there is no network
        pytest.skip(f"axe-core cannot be fetched: {done.stderr.strip().splitlines()[-1:]}")
    with tarfile.open(next(folder.glob("*.tgz"))) as packed:
        return packed.extractfile("package/axe.min.js").read().decode()


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory):
    named = os.environ.get("GOALPOSTS_SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def opened(browser, tmp_path):
    """Open a page from a file; what it asks for and what it complains of is kept in `asked` and `complaints`."""
    contexts = []

    def open_page(text, **options):
        file = tmp_path / f"page{len(contexts)}.html"
        file.write_text(text, encoding="utf-8")
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.complaints = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda said: page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
