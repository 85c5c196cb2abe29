"""The server is gone and comes back: the figure goes on, a picture and a link wait, and nothing is lost."""

import re

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from cnn_core.pictures import prepare
from lessons.catalog import lesson
from lessons.kit.i18n.labels import label
from tests.browser import hands, pictures
from tests.browser.figures import open_figure, read_figure
from tests.browser.picture_page import LESSON, choose, numbers_now, wait_for_answer
from tests.browser.server import free_port, serve
from tests.browser.visit import visitor, wait_until_settled

pytestmark = pytest.mark.rotates

LANGUAGE = "ko"
SAID = 30_000  # ms; Streamlit waits for some seconds before it says something
BACK = 60_000


def said(page: Page, name: str) -> re.Pattern[str]:
    return re.compile(re.escape(label(name, LANGUAGE)))


@pytest.mark.slow
def test_a_restarted_server_changes_nothing_on_the_screen(browser: Browser) -> None:
    page, port = visitor(browser), free_port()
    first, second = pictures.png(), pictures.jpeg()
    with serve(port=port) as base_url:
        open_figure(page, base_url, LESSON, lang=LANGUAGE)
        choose(page, first)
        own = numbers_now(page, LANGUAGE)
    # While it is away, the figure goes on; Streamlit's own words are ours.
    hands.slider(page, "set.right", LANGUAGE).press("ArrowRight")
    assert read_figure(page).query["right"] == "1"
    dialog = page.get_by_test_id("stDialog")
    expect(dialog).to_contain_text(said(page, "state.away"), timeout=SAID)
    expect(dialog).to_contain_text(said(page, "state.away_text"))
    assert not re.search("Streamlit|server|Connection", dialog.inner_text())
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    # A picture handed over meanwhile waits and says so; the one before it stays.
    page.locator("input[type=file]").set_input_files(second.payload())  # pyright: ignore[reportArgumentType]
    status = page.locator("[data-figure=live_network] .sentence [role=status]")
    expect(status).to_have_text(label("up.waits", LANGUAGE))
    assert np.array_equal(numbers_now(page, LANGUAGE), own)
    with serve(port=port):
        expect(status).to_have_text("", timeout=BACK)
        expected = prepare(second.content).pixels
        assert np.array_equal(numbers_now(page, LANGUAGE), expected)
        wait_until_settled(page)
        query = read_figure(page).query
        assert (query["sample"], query["right"]) == ("own", "1")
        # Another reading needs the file once more: the browser has it.
        page.get_by_role("button", name=label("way.photo", LANGUAGE), exact=True).click()
        wait_for_answer(page)
        assert np.array_equal(numbers_now(page, LANGUAGE), prepare(second.content, "photo").pixels)
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
