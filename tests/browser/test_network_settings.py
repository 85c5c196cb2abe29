"""What can be set in the live network: filters, biases, ReLU, pooling, scores, and where the picture lies."""

import re
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Page

from cnn_core.held_out import measured_when_moved
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from tests.browser import hands
from tests.browser.figures import follow_link, open_figure, read_figure
from tests.browser.network_layers import LESSON, at, code, now, places, says, switch
from tests.browser.visit import NewPage, Viewport

pytestmark = pytest.mark.rotates

NOTE = "nn.Sequential(nn.Conv2d(1, 5, 5), nn.MaxPool2d(2))"
READER = "nn.Sequential(nn.Conv2d(1, 5, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(720, 10))"


def percent(name: str, way: str, pictures: int, down: int = 0, right: int = 0) -> str:
    return f"{measured_when_moved(name)[way][8 + down][8 + right] / pictures * 100:.1f}"


def answered(page: Page) -> None:
    """Skip the question: from then on nothing is hidden."""
    page.locator(".predict").get_by_role("button", name=label("quiz.skip", "en")).click()


def test_as_in_the_note_sets_exactly_the_notes_code(page: Page, base_url: str) -> None:
    at(page, base_url)
    answered(page)
    assert READER in code(page)
    hands.button(page, "live.as_note", "en").click()
    reading = now(page)
    assert {name: reading.query[name] for name in ("relu", "scores", "pool")} == {
        "relu": "0",
        "scores": "0",
        "pool": "max",
    }
    assert f"(1, 1, 28, 28) → {NOTE} → (1, 5, 12, 12)" in code(page)
    assert label("live.note_code", "en") in reading.status
    assert not reading.has("live.scores")
    hands.button(page, "live.as_note", "en").click()
    assert READER in code(page)


def test_a_seed_says_to_which_filters_it_belongs_and_a_bias_its_limit(page: Page, base_url: str) -> None:
    at(page, base_url, map=3, bias="0,0,-2,0,0")
    hands.press(page, "+", "seed", "en")
    assert read_figure(page).status == label("live.seed_random", "en")
    hands.press(page, "−", "bias", "en")
    assert read_figure(page).status == label("set.limit_below", "en", name=label("set.bias", "en"), n="−2")


@pytest.mark.parametrize("language", LANGUAGES)
def test_filters_without_scores_say_why(new_page: NewPage, base_url: str, language: Language) -> None:
    page = new_page()
    reading = at(page, base_url, lang=language, filters="hand_made")
    assert not reading.has("live.scores")
    assert page.locator(".why").inner_text() == label("live.untrained", language)
    switch(page, "set.scores", language).click()
    assert read_figure(page).status == label("live.untrained", language)
    asked = open_figure(page, base_url, LESSON, lang=language, filters="random", scores=1)
    assert asked.alert == label("live.untrained", language)


def test_moving_the_digit_shows_its_score_now_and_when_centred(page: Page, base_url: str) -> None:
    centred = at(page, base_url, sample="paper_7").grid("live.scores")
    assert says(page).startswith(label("live.says", "en", a=7))
    assert percent("digits", "relu max", 1000) in says(page)
    hands.drag_slider(page, "down", "en", 1.0)
    hands.drag_slider(page, "right", "en", 0.0)
    moved = now(page)
    scores = {"s": moved.grid("live.scores")[8, 1], "t": centred[8, 1]}
    assert label("live.score_moved", "en", a=7, **scores) in says(page)
    values = {"p": percent("digits", "relu max", 1000, 8, -8), "q": percent("digits", "relu max", 1000)}
    assert label("live.accuracy_moved", "en", n="1,000", **values) in says(page)


@pytest.mark.alike("relu", "pool")
@pytest.mark.parametrize(("relu", "pool"), [(0, "max"), (1, "average"), (0, "average")])
def test_the_accuracy_is_that_of_the_layers_on_the_screen(
    page: Page, base_url: str, relu: int, pool: str
) -> None:
    at(page, base_url, relu=relu, pool=pool)
    way = f"relu {pool}" if relu else pool
    assert label("live.accuracy_digits", "en", n="1,000", p=percent("digits", way, 1000)) in says(page)
    assert label("live.trained_so", "en") in says(page)


@pytest.mark.alike("filters", "words")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("filters", "words"), [("digits", "live.no_digit"), ("cats_dogs", "live.no_silhouette")]
)
def test_an_answer_about_a_photo_is_called_what_it_is(
    new_page: NewPage, base_url: str, filters: str, words: str, language: Language
) -> None:
    page = new_page()
    at(page, base_url, lang=language, sample="cat", filters=filters)
    assert label(words, language) in says(page)
    at(page, base_url, lang=language, sample="paper_3", filters=filters)
    assert label(words, language) not in says(page)


@pytest.mark.alike("screen")
@pytest.mark.parametrize("screen", ["desktop", "tablet", "phone"])
def test_nothing_moves_whatever_is_switched(new_page: NewPage, base_url: str, screen: Viewport) -> None:
    page = new_page(screen)
    at(page, base_url, map=2)
    before = places(page)
    for query in (
        "relu=0",
        "scores=0",
        "relu=0&scores=0",
        "filters=random",
        "filters=cats_dogs",
        "pool=average",
        "bias=-1.25",
        "scale=filter",
        "down=5&right=-8",
    ):
        follow_link(page, LESSON, {"map": 2, **dict(parse_qsl(query))})
        now(page)
        assert places(page) == before, query


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_scale_for_all_maps_or_one_per_filter_is_said(
    new_page: NewPage, base_url: str, language: Language
) -> None:
    page = new_page()
    at(page, base_url, lang=language, map=2)
    scale = page.locator(".one-scale")
    assert label("fig.scale_all", language) in scale.inner_text()
    common = scale.locator(".legend").inner_text()
    switch(page, "live.scale_each", language).click()
    assert label("live.scale_of", language, n=2) in scale.inner_text()
    assert scale.locator(".legend").inner_text() != common


@pytest.mark.alike("layer", keep=2)
@pytest.mark.parametrize("layer", ["conv", "relu", "pool", "score"])
def test_a_shape_that_is_asked_for_is_hidden_until_answered(page: Page, base_url: str, layer: str) -> None:
    at(page, base_url, layer=layer)
    hidden = page.locator(".shape", has_text=re.compile(r"^\?$"))
    asked = page.locator(".predict .pill")
    assert asked.count() == 4
    assert (hidden.count() > 0) == (layer != "score")
    assert ("LazyLinear" in code(page)) == (layer in ("pool", "score"))
    answer = {"conv": "5×24×24", "relu": "5×24×24", "pool": "5×12×12", "score": "720"}[layer]
    asked.filter(has_text=re.compile(f"^{answer}$")).click()
    assert "Linear(720" in code(page)
    assert label("quiz.right", "en") in page.locator(".predict").inner_text()
    assert page.locator(".field .shape", has_text=re.compile(r"^\?$")).count() == 0
