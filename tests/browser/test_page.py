"""Page and goals sheet in a real browser: they ask for nothing, complain of nothing, and fit screen and paper."""

import pytest
from attrs import evolve
from goalposts.locale import Text
from goalposts.model.power import GoalPower
from goalposts.reporting import goals_sheet, history, html
from reporting.scorecards import amended, bare_goal, card, goal, segments

SIZES = {"wide": (1280, 900), "narrow": (360, 740)}
SHADES = ("light", "dark")


@pytest.fixture(scope="module")
def pages():
    """A page with everything on it, in both languages."""
    shown = card(
        evolve(goal(statement="80 % of calls answered within 20 s by 1 October"), segments=(segments("queue", "a"),)),
        bare_goal("broken", "guardrail", id="watched", statement="After-call work"),
        bare_goal("not_due", id="later"),
        bare_goal("no_data", id="empty", statement="<img src=x onerror=alert(1)>"),
        lock=amended(),
        unused=("blackouts",),
    )
    plan = GoalPower("faster-answers", "goal", "k", Text.of("k"), "%", "never", Text(en="no", ru="нет"))
    return (
        {language: html(shown, language) for language in ("en", "ru")}
        | {f"sheet-{language}": goals_sheet(shown, language, [plan]) for language in ("en", "ru")}
        | {"history-ru": history([card(goal(recipe="sha256:00")), shown], "ru")}
    )


def viewport(size):
    return {"viewport": dict(zip(("width", "height"), SIZES[size], strict=True))}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "ru", "sheet-en", "sheet-ru", "history-ru"])
def test_the_page_asks_for_nothing_and_fits(opened, pages, screenshots, language, size):
    page = opened(pages[language], **viewport(size))
    page.screenshot(path=screenshots / f"page-{language}-{size}.png", full_page=True)
    assert page.complaints == []
    assert len(page.asked) == 1
    assert page.evaluate("document.documentElement.scrollWidth") == SIZES[size][0]
    assert page.locator(".drawing svg").count() == (2 if language in ("en", "ru") else 0)


def test_ten_thousand_letters_and_markup_are_harmless(opened):
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>" + "long" * 2500
    page = opened(html(card(goal(statement=evil, owner=evil), bare_goal("broken", "guardrail", statement=evil)), "en"))
    assert page.complaints == []
    assert len(page.asked) == 1
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]
    assert page.locator("script, img").count() == 0


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shade", SHADES)
@pytest.mark.parametrize("language", ["en", "ru", "sheet-ru", "history-ru"])
def test_axe_finds_nothing(opened, pages, axe, language, shade, size):
    page = opened(pages[language], color_scheme=shade, bypass_csp=True, **viewport(size))
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    page.evaluate(axe)
    found = page.evaluate("axe.run()")["violations"]
    assert [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found] == []


def test_the_page_follows_the_readers_shade(opened, pages):
    grounds = {
        shade: opened(pages["en"], color_scheme=shade).evaluate("getComputedStyle(document.body).backgroundColor")
        for shade in SHADES
    }
    assert grounds == {"light": "rgb(244, 246, 248)", "dark": "rgb(17, 22, 28)"}


@pytest.mark.parametrize("shade", SHADES)
def test_no_drawing_is_cut_on_paper(opened, pages, screenshots, shade):
    """On paper of A4 less its margins every drawing is as wide as the paper at most, and is not scrolled."""
    page = opened(pages["ru"], color_scheme=shade, viewport={"width": 688, "height": 1017})
    page.emulate_media(media="print")
    cut = page.evaluate(
        "[...document.querySelectorAll('svg, table')].map(part => part.getBoundingClientRect().right)"
        ".filter(right => right > document.documentElement.clientWidth + 1)"
    )
    assert cut == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    printed = page.pdf(path=screenshots / f"page-{shade}.pdf", prefer_css_page_size=True, print_background=True)
    assert printed.startswith(b"%PDF")


def test_the_keyboard_reaches_every_goal(opened, pages):
    page = opened(pages["en"])
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href')"))
    assert {"#goal1", "#goal2", "#goal3", "#goal4"} <= reached
