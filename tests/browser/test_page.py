"""Page and goals sheet in a real browser: they ask for nothing, complain of nothing, and fit screen and paper."""

import re

import pytest
from attrs import evolve
from goalposts.locale import Text
from goalposts.model.power import GoalPower
from goalposts.reporting import goals_sheet, history, html
from reporting.scorecards import amended, bare_goal, card, follow_up, goal, segments

SIZES = {"wide": (1280, 900), "narrow": (360, 740)}
SHADES = ("light", "dark")


@pytest.fixture(scope="module")
def pages():
    """A page with everything on it, in both languages."""
    shown = card(
        evolve(
            goal(statement="80 % of calls answered within 20 s by 1 October"),
            segments=(segments("queue", "a"),),
            follow_up=follow_up(),
        ),
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
    assert page.locator(".drawing svg").count() == (3 if language in ("en", "ru") else 0)


def test_nothing_of_the_history_is_cut_on_a_phone(opened, pages):
    page = opened(pages["history-ru"], viewport={"width": 360, "height": 800})
    hidden = "[...document.querySelectorAll('.scroll')].map(part => part.scrollWidth - part.clientWidth)"
    assert set(page.evaluate(hidden)) == {0}


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


@pytest.fixture(scope="module")
def live():
    """A page whose charts answer, in both languages."""
    shown = card(goal(statement="80 % by October", follow_up=follow_up()), bare_goal("no_data", id="empty"))
    return {language: html(shown, language, live=True) for language in ("en", "ru")}


@pytest.mark.parametrize(("language", "said"), [("en", r"\d+ \w+ 202\d: [\d.]+%"), ("ru", r"\d+ \w+ 202\d: [\d,]+\s%")])
def test_a_chart_says_the_value_under_the_pointer(opened, live, screenshots, language, said):
    page = opened(live[language], **viewport("wide"))
    chart = page.locator(".course.live svg")
    chart.wait_for()
    assert page.locator(".drawing.course:not(.live)").is_hidden()
    chart.scroll_into_view_if_needed()
    place = chart.bounding_box()
    page.mouse.move(place["x"] + 300, place["y"] + 150)
    tooltip = page.locator("#vg-tooltip-element.visible")
    tooltip.wait_for()
    assert re.fullmatch(said, tooltip.text_content())
    page.screenshot(path=screenshots / f"live-{language}.png")
    assert (page.complaints, len(page.asked)) == ([], 1)


def test_a_box_takes_a_line_away_and_gives_it_back(opened, live):
    page = opened(live["en"], **viewport("wide"))
    page.locator(".course.live svg").wait_for()
    drawn = "[...document.querySelectorAll('.course.live .mark-line path')].map(path => getComputedStyle(path).opacity)"
    assert page.evaluate(drawn) == ["1"]
    box = page.get_by_label("daily values")
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_function(f"{drawn}[0] === '0'")
    page.keyboard.press("Space")
    page.wait_for_function(f"{drawn}[0] === '1'")


def test_a_wheel_alone_scrolls_and_with_a_key_looks_closer(opened, live):
    page = opened(live["en"], **viewport("wide"))
    chart = page.locator(".course.live svg")
    chart.scroll_into_view_if_needed()
    place = chart.bounding_box()
    page.mouse.move(place["x"] + 300, place["y"] + 150)
    days = "[...document.querySelectorAll('.course.live .mark-text.role-axis-label')][0].textContent"
    before = page.evaluate(days)
    page.mouse.wheel(0, -300)
    page.wait_for_timeout(200)
    assert page.evaluate(days) == before
    place = chart.bounding_box()
    page.mouse.move(place["x"] + 300, place["y"] + 150)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.wait_for_function(f"{days} !== {before!r}")


def test_without_scripts_and_on_paper_the_drawing_stands(opened, live):
    page = opened(live["en"], java_script_enabled=False, **viewport("wide"))
    assert page.locator(".drawing.course:not(.live) svg").is_visible()
    assert [page.locator(part).first.is_hidden() for part in (".live", ".switches", ".said")] == [True] * 3
    page = opened(live["en"], **viewport("wide"))
    page.locator(".course.live svg").wait_for()
    page.emulate_media(media="print")
    for part in (".drawing.course:not(.live) svg", ".drawing.bar:not(.live) svg", "svg.waterfall"):
        assert page.locator(part).is_visible()
    assert not any(page.locator(part).nth(n).is_visible() for part in (".live", ".switches", ".said") for n in range(4))


KINDS = {"bar": "promised +18 pp", "parts": "Before: 62%", "followup": "0 s, before: 0%"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_picture_answers_pointer_and_keys(opened, live, kind):
    """The arrow keys go through all values in their order; Escape leaves them."""
    page = opened(live["en"], **viewport("wide"))
    chart = page.locator(f".{kind}.live")
    chart.locator("svg").wait_for()
    assert not page.locator(f".{kind}:not(.live)").is_visible() if kind != "parts" else True
    chart.scroll_into_view_if_needed()
    place = chart.locator("svg").bounding_box()
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.locator("#vg-tooltip-element.visible").wait_for()
    page.mouse.move(0, 0)
    known = page.evaluate(f"JSON.parse(document.querySelector('script[data-chart=live-{kind}1]').textContent).said")
    chart.focus()
    said, heard = page.locator(f"#live-{kind}1-said"), []
    for _ in known:
        page.keyboard.press("ArrowRight")
        heard.append(said.text_content())
    assert heard == known
    assert any(KINDS[kind] in words.replace("\xa0", " ") for words in heard)
    page.locator(f".{kind}.live .mark-symbol path[stroke='#1f2933'][opacity='1']").wait_for()
    page.keyboard.press("Home")
    assert said.text_content() == known[0]
    page.keyboard.press("Escape")
    assert said.text_content() == ""
    assert (page.complaints, len(page.asked)) == ([], 1)


@pytest.mark.parametrize("shade", SHADES)
def test_axe_finds_nothing_in_a_page_that_answers(opened, live, axe, shade):
    page = opened(live["ru"], color_scheme=shade, bypass_csp=True, **viewport("narrow"))
    page.locator(".course.live svg").wait_for()
    page.evaluate(axe)
    found = page.evaluate("axe.run()")["violations"]
    assert [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found] == []


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


@pytest.mark.parametrize("language", ["en", "ru"])
def test_on_paper_the_summary_is_one_sheet_and_tables_stay_whole(opened, pages, language):
    """A4 less its margins is 695 by 1032 pixels; what is folded is not printed, a head is repeated, rows are kept."""
    page = opened(pages[language], viewport={"width": 695, "height": 1032})
    page.emulate_media(media="print")
    assert page.evaluate("document.querySelector('.next-page').getBoundingClientRect().top") < 1032
    assert not any(fold.is_visible() for fold in page.locator("details").all())
    kept = page.evaluate(
        "[...document.querySelectorAll('tr, .where')].every(it => getComputedStyle(it).breakInside === 'avoid')"
    )
    heads = page.evaluate(
        "[...document.querySelectorAll('thead')].every(it => getComputedStyle(it).display === 'table-header-group')"
    )
    assert kept
    assert heads
    page.evaluate("document.querySelector('details').open = true")
    assert page.locator("details").first.is_visible()


def test_the_keyboard_reaches_every_goal(opened, pages):
    page = opened(pages["en"])
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href')"))
    assert {"#goal1", "#goal2", "#goal3", "#goal4"} <= reached
