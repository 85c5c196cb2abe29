"""What a figure asks Python: no other state's answer, a way on when it fails or the server is away."""

import re
from collections.abc import Callable
from urllib.parse import urlencode

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from cnn_core.pictures import prepare
from lessons.catalog import lesson
from lessons.kit.ask.question import ERRORS
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from tests.browser import actions, pictures
from tests.browser.figures import open_figure, read_figure, wait_for_figure
from tests.browser.in_page import ask
from tests.browser.network_page import LESSON, choose, numbers_now, wait_for_answer
from tests.browser.server import free_port, serve
from tests.browser.visit import open_page, visitor, wait_until_settled

QUESTION = re.compile(r"/-/ask/")
CODE = ".st-key-code-maxpool2d pre.code"
LINE = 24  # px of code: lessons/kit/code/figure.css
LOADED = 30_000  # ms for a first visit
SETTLED = 1000  # ms, in which a message of a settled hand would have come


def height_of(code: Locator) -> int:
    return code.evaluate("code => code.offsetHeight")


def argument(page: Page, name: str) -> None:
    """Press the + of an argument."""
    page.locator(f".argument.{name}").get_by_role("button").last.click()


def test_until_the_answer_comes_the_code_is_an_empty_box_as_high_as_the_last_code(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(QUESTION, hold)
    open_figure(page, "maxpool2d", height=4, kernel_size=3, padding=2)
    code = page.locator(CODE)
    page.wait_for_timeout(SETTLED)
    assert code.text_content() == ""
    assert height_of(code) > 12 * LINE  # no code has come
    held.pop().continue_()
    expect(code).to_contain_text("pool = nn.MaxPool2d(3, padding=2)")
    expect(code).to_contain_text("# pad should be at most half")
    before = height_of(code)
    with page.expect_request(QUESTION):
        argument(page, "dilation")
        expect(code).to_have_text("")  # never the code of another state
    assert height_of(code) == before
    page.wait_for_timeout(100)  # in which it reaches us
    held.pop().continue_()
    expect(code).to_contain_text("padding=2, dilation=2)")
    expect(code.locator(".changed")).to_have_text("dilation=2")


def test_a_settled_hand_sends_nothing_over_the_socket(page: Page) -> None:
    sent = actions.heard(page)
    open_figure(page, "maxpool2d", stride=1)
    expect(page.locator(CODE)).to_contain_text("stride=1")
    wait_until_settled(page)
    page.wait_for_timeout(SETTLED)
    assert sent
    sent.clear()
    argument(page, "stride")
    actions.skip(page)
    expect(page.locator(CODE)).to_contain_text("stride=2")
    page.wait_for_timeout(SETTLED)
    assert sent == []


def test_a_failed_question_is_tried_again(browser: Browser, base_url: str, language: Language) -> None:
    page = visitor(browser, base_url, "phone")
    codes = ["busy", "renewed"]

    def fail(route: Route) -> None:
        code = codes.pop(0)
        route.fulfill(status=ERRORS[code]["status"], json={"error": code, "message": ERRORS[code][language]})

    page.route(QUESTION, fail)
    open_figure(page, "maxpool2d", lang=language, kernel_size=3, padding=2)
    failed = page.locator(".torch-words .failed")
    for place in (failed, page.locator(".code-block .failed")):
        expect(place).to_contain_text(ERRORS["busy"][language])
    failed.get_by_role("button", name=label("state.try_again", language), exact=True).click()
    expect(failed).to_contain_text(ERRORS["renewed"][language])
    page.unroute(QUESTION)
    failed.get_by_role("button", name=label("state.reload", language), exact=True).click()
    expect(page.locator(".torch-words .message")).to_contain_text("pad should be at most half")
    assert read_figure(page).query["padding"] == "2"
    page.context.close()


PLANTED = ("form: callFormOf(", "form: planted(")


def lose(route: Route) -> None:
    """Answer a module with nothing."""
    route.fulfill(status=500, body="")


def cut_off(route: Route) -> None:
    """Answer nothing at all."""
    route.abort()


def spoil(route: Route) -> None:
    """Answer a module whose figure cannot be built."""
    answer = route.fetch(max_retries=2)
    assert PLANTED[0] in answer.text()
    route.fulfill(response=answer, body=answer.text().replace(*PLANTED))


# Where a file is lost or spoiled, what an address has asked there, and how many figures say so.
UNMOUNTED: list[tuple[str, str, Callable[[Route], None], dict[str, str], int]] = [
    ("convolution", "kit/grid/grid.js", lose, {"kernel_size": "4"}, 2),  # its companion has a grid, too
    ("maxpool2d", "maxpool2d/settings.json", lose, {"kernel_size": "4"}, 1),
    ("maxpool2d", "maxpool2d/figure.js", spoil, {"kernel_size": "4"}, 1),
    ("why-cnn", "data/moved_accuracy.json", cut_off, {"right": "2"}, 1),
    ("why-cnn", "data/why_cnn.json", cut_off, {"right": "2"}, 1),
    ("live-network", "data/live_network.json", cut_off, {"map": "2"}, 3),
    ("gradient", "data/gradient.json", cut_off, {"layer": "conv"}, 1),
]


@pytest.mark.alike("file")
@pytest.mark.parametrize(("lesson", "file", "happens", "asked", "figures"), UNMOUNTED)
def test_a_figure_that_cannot_be_mounted_says_so_and_comes_back(
    browser: Browser,
    base_url: str,
    lesson: str,
    file: str,
    happens: Callable[[Route], None],
    asked: dict[str, str],
    figures: int,
    language: Language,
) -> None:
    page = visitor(browser, base_url)
    page.route(f"**/{file}", happens)
    open_page(page, f"/{lesson}?{urlencode({'lang': language, **asked})}")
    ask(page, "reading.unfoldAll")
    said = page.get_by_role("alert").filter(has_text=label("state.failed", language))
    expect(said).to_have_count(figures, timeout=LOADED)
    page.unroute(f"**/{file}")
    said.first.get_by_role("button", name=label("state.reload", language), exact=True).click()
    assert asked.items() <= wait_for_figure(page, lesson, language).query.items()
    page.context.close()


def test_a_figure_that_is_long_in_coming_says_so(browser: Browser, base_url: str, language: Language) -> None:
    page = visitor(browser, base_url)
    held: list[Route] = []
    page.route("**/kit/grid/grid.js", lambda route: held.append(route))  # noqa: PLW0108 (Playwright marks it)
    page.goto(f"/maxpool2d?lang={language}")
    expect(page.locator(".stage-host.maxpool2d")).to_have_text(label("state.loading", language))
    held[0].continue_()
    expect(page.locator(".stage-host.maxpool2d .stage")).to_be_visible()
    expect(page.get_by_text(label("state.loading", language))).to_have_count(0)
    page.context.close()


LANGUAGE = "ko"
SAID = 30_000  # ms; Streamlit waits for some seconds before it says something
BACK = 60_000


def said(page: Page, name: str) -> re.Pattern[str]:
    return re.compile(re.escape(label(name, LANGUAGE)))


@pytest.mark.slow
def test_a_restarted_server_changes_nothing_on_the_screen(browser: Browser) -> None:
    port = free_port()
    page = visitor(browser, f"http://localhost:{port}")
    first, second = pictures.file("png"), pictures.file("jpeg")
    with serve(port=port):
        open_figure(page, LESSON, lang=LANGUAGE)
        choose(page, first)
        own = numbers_now(page)
    # While it is away, the figure goes on; Streamlit's own words are ours.
    actions.slider(page, "set.right").press("ArrowRight")
    assert read_figure(page).query["right"] == "1"
    dialog = page.get_by_test_id("stDialog")
    expect(dialog).to_contain_text(said(page, "state.away"), timeout=SAID)
    expect(dialog).to_contain_text(said(page, "state.away_text"))
    assert not re.search("Streamlit|server|Connection", dialog.inner_text())
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    # A picture handed over meanwhile waits and says so; the one before it stays.
    second.hand_over(page)
    status = page.locator("[data-figure=live_network] .sentence [role=status]")
    expect(status).to_have_text(label("up.waits", LANGUAGE))
    assert np.array_equal(numbers_now(page), own)
    with serve(port=port):
        expect(status).to_have_text("", timeout=BACK)
        expected = prepare(second.content).pixels
        assert np.array_equal(numbers_now(page), expected)
        wait_until_settled(page)
        query = read_figure(page).query
        assert (query["sample"], query["right"]) == ("own", "1")
        # Another reading needs the file once more: the browser has it.
        actions.button(page, "way.photo").click()
        wait_for_answer(page)
        assert np.array_equal(numbers_now(page), prepare(second.content, "photo").pixels)
    # A link of the sidebar waits as well.
    expect(page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(0, timeout=SAID)
    page.get_by_test_id("stSidebar").get_by_role("link", name=lesson("pooling").prose(LANGUAGE).title).click()
    waiting = page.locator(".away")
    expect(waiting).to_have_text(label("nav.away", LANGUAGE))
    assert read_figure(page).query["sample"] == "own"
    with serve(port=port):
        page.wait_for_url("**/pooling**", timeout=BACK)
        expect(waiting.filter(has_text=label("nav.away", LANGUAGE))).to_have_count(0)
    page.context.close()
