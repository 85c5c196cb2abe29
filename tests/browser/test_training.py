"""Training in a browser: the same weights as in node, scrubbed and kept, and the server at rest."""

import hashlib
import re
import zipfile
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import numpy as np
from playwright.sync_api import Locator, Page, Request, expect

from lessons.kit.figure import figure
from lessons.kit.i18n.labels import label
from tests.browser import actions
from tests.browser.figures import wait_for_figure
from tests.browser.network_page import wait_for_answer
from tests.browser.test_picture_sources import SEVEN, draw
from tests.browser.visit import open_page
from tests.oracle.training_side import Run, Setup, trained

DATA = figure.address_of("data/training.bin")
TRAINED = 120_000  # ms on a machine that is shared
FRAME = 8  # updates
LAST = 940
HEARD = 1000  # ms, in which a Worker has measured and heard of a pause
QUICK = "digits=100&update=8"  # few digits are measured quickly
WEIGHTS = """() => new Promise(async done => {
  const { session } = await import(location.origin + ADDRESS);
  const { weights } = session().film.at(-1);
  done([...new Uint8Array(weights.buffer)]);
})"""
KERNELS = "async address => (await import(location.origin + address)).trainedNet().net.kernels"


def film(page: Page) -> Locator:
    return actions.slider(page, "training.film")


def open_run(page: Page, query: str) -> None:
    """Open the page at a run, and train it to the update that the address names."""
    open_page(page, f"/training?lang=en&{query}")
    actions.button(page, "training.do_train").click()
    expect(page.get_by_role("button", name=label("training.do_go_on", "en"))).to_be_visible(timeout=TRAINED)


def test_weights_are_those_of_node_and_the_digits_come_when_they_are_asked_for(page: Page) -> None:
    fetched: list[str] = []

    def hear(request: Request) -> None:
        fetched.append(request.url)

    page.on("request", hear)
    open_page(page, f"/training?lang=en&{QUICK}")
    film(page).wait_for()
    assert not [url for url in fetched if DATA in url]
    fetched.clear()
    actions.button(page, "training.do_train").click()
    expect(film(page)).to_have_attribute("aria-valuenow", str(FRAME), timeout=TRAINED)
    expect(page.get_by_role("button", name=label("training.do_go_on", "en"))).to_be_visible(timeout=TRAINED)
    # While it trains the server is asked for nothing but the digits and the Worker's own code.
    assert [url for url in fetched if not url.endswith(".js")] == [url for url in fetched if DATA in url]
    assert len([url for url in fetched if DATA in url]) == 1
    script = WEIGHTS.replace("ADDRESS", repr(figure.address_of("training/model/session.js")))
    bytes_there = bytes(page.evaluate(script))
    run, *_ = trained([Run(Setup(digits=100), (FRAME,))])
    assert hashlib.sha256(bytes_there).hexdigest() == run["moments"][0]["hash"]


def test_the_film_is_scrubbed_by_keys_and_rewound(page: Page) -> None:
    open_run(page, QUICK)
    slider = film(page)
    slider.focus()
    page.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuenow", "0")
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuenow", "2")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"Update 2 of 940: \d+ of 1,000 named"))
    page.keyboard.press("End")
    expect(slider).to_have_attribute("aria-valuenow", str(FRAME))
    box = actions.box_of(slider)
    page.mouse.click(box["x"] + 5, box["y"] + 10)
    expect(slider).to_have_attribute("aria-valuenow", "0")
    actions.button(page, "training.keep").click()
    page.keyboard.press("KeyR")
    expect(slider).to_have_attribute("aria-valuemax", "0")


def test_a_moment_opens_in_the_live_network_and_the_shipped_filters_come_back(page: Page) -> None:
    open_run(page, QUICK)
    script = WEIGHTS.replace("ADDRESS", repr(figure.address_of("training/model/session.js")))
    weights = np.frombuffer(bytes(page.evaluate(script)))
    named = re.search(r"(\d+) of 1,000", film(page).get_attribute("aria-valuetext") or "")
    assert named
    page.get_by_role("link", name=label("training.open_live-network", "en"), exact=True).click()
    wait_for_figure(page, "live-network", "en")
    said = page.get_by_text(label("trained.is", "en", u=FRAME, s=0, n=named[1]))
    expect(said).to_be_visible()
    kernels = page.evaluate(KERNELS, figure.address_of("kit/pictures/nets.js"))
    assert np.array_equal(kernels, np.floor(weights[:125].reshape(5, 25) * 100 + 0.5))
    page.reload()
    expect(said).to_be_visible()  # the tab has kept it
    assert parse_qs(urlsplit(page.url).query)["filters"] == ["trained"]
    page.get_by_role("button", name=label("trained.back", "en")).click()
    expect(said).to_be_hidden()
    assert parse_qs(urlsplit(page.url).query)["filters"] == ["digits"]


def test_a_moment_opens_in_the_way_back_and_the_film_is_kept_meanwhile(page: Page) -> None:
    open_run(page, QUICK)
    figure = page.locator("[data-figure=training]")
    figure.get_by_role("link", name=label("training.open_gradient", "en")).click()
    wait_for_figure(page, "gradient", "en")
    back = page.get_by_role("button", name=label("trained.back", "en"))
    expect(back).to_be_visible()
    query = parse_qs(urlsplit(page.url).query)
    assert (query["input"], query["net"]) == (["digit"], ["trained"])
    back.click()
    expect(back).to_be_hidden()
    assert parse_qs(urlsplit(page.url).query)["net"] == ["shipped"]
    page.go_back()
    wait_for_figure(page, "training", "en")
    expect(film(page)).to_have_attribute("aria-valuemax", str(FRAME))


def test_what_is_saved_is_the_run_with_a_digit_that_the_visitor_has_drawn(page: Page, tmp_path: Path) -> None:
    open_page(page, f"/training?lang=en&{QUICK}")
    experiments = actions.switch(page, "training.experiments")
    experiments.click()
    page.get_by_role("link", name=label("training.draw", "en"), exact=True).click()
    wait_for_figure(page, "live-network", "en")
    draw(page, SEVEN)
    page.get_by_text(label("way.drawn", "en")).wait_for()
    wait_for_answer(page)
    page.go_back()
    wait_for_figure(page, "training", "en")
    experiments.click()
    page.get_by_role("combobox", name=label("training.own_is", "en")).select_option("7")
    expect(page.get_by_text(label("training.own_count", "en", n=1))).to_be_visible()
    file = actions.download(page, tmp_path, actions.button(page, "training.save_data").click)
    with zipfile.ZipFile(BytesIO(file.read_bytes())) as archive:
        assert archive.testzip() is None
    with np.load(file) as arrays:
        assert arrays["x"].shape == (101, 1, 28, 28)
        assert arrays["y"][-1] == 7
        assert 50 < arrays["x"][-1].max() <= 100
        assert arrays["order"].shape == (470, 101)


def test_a_run_rests_when_another_is_set_and_train_starts_that_one(page: Page) -> None:
    open_page(page, "/training?lang=en&digits=100")
    train = actions.button(page, "training.do_train")
    train.click()
    slider = film(page)
    expect(slider).to_have_attribute("aria-valuemax", re.compile("[1-9]"), timeout=TRAINED)
    actions.slider(page, "set.rate").press("End")
    expect(train).to_be_visible()
    expect(page.get_by_text(label("training.say_other", "en"))).to_be_visible()
    page.wait_for_timeout(HEARD)
    reached = slider.get_attribute("aria-valuemax")
    page.wait_for_timeout(HEARD)
    expect(slider).to_have_attribute("aria-valuemax", str(reached))
    assert int(reached or 0) < LAST
    train.click()
    expect(actions.button(page, "training.do_pause")).to_be_visible()
    expect(page.get_by_text(label("training.say_other", "en"))).to_be_hidden()
