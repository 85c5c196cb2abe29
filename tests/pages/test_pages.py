"""Every page, run by Streamlit without a browser, in both languages, and the heights it keeps for figures."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from lessons.catalog import LESSONS, PAGES, Lesson
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.i18n.prose import Prose, read_prose
from pages.places import read_places, style_of
from tests.browser.server import ROOT

TERM = re.compile(r"\[([^\]]+)\]\(/glossary#[^)]+\)")
HOME = ROOT / "lessons" / "home"


def visit(script: str | None, language: Language) -> AppTest:
    """Return the course at a page, "live_network" or None for the start page."""
    app = AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    if script:
        app.switch_page(str(ROOT / "pages" / f"{script}.py")).run()
    assert not app.exception, app.exception
    return app


def words_of(app: AppTest) -> str:
    """Return all prose of a page, without the links of its terms to the glossary."""
    html = [str(part.proto) for part in app.get("html")]
    words = "\n".join([*(part.value for part in app.markdown), *html])
    return TERM.sub(r"\1", words)


def assert_says(app: AppTest, prose: Prose) -> None:
    """Hold that the page shows its title, its idea and every section of its prose."""
    words = words_of(app)
    bodies = [section.body for section in prose.sections.values()]
    # Code at the end of a section stands in a block of its own, its comments marked.
    texts = [body.split("```python")[0].strip() for body in bodies]
    codes = [line for body in bodies for line in body.split("```python")[-1].splitlines() if "print(" in line]
    calls = [line.partition("  #")[0] for line in codes]
    for text in (prose.title, prose.idea, *texts, *calls):
        assert text in words


@pytest.mark.slow
@pytest.mark.alike("lesson", keep=8)
@pytest.mark.parametrize("lesson", PAGES, ids=lambda lesson: lesson.name)
def test_lesson_says_all_of_its_prose(lesson: Lesson, language: Language) -> None:
    assert_says(visit(lesson.name, language), lesson.prose(language))


def test_home_says_all_of_its_prose(language: Language) -> None:
    assert_says(visit(None, language), read_prose(HOME / f"{language}.md"))


def test_the_classroom_names_a_state_for_each_lesson_in_few_words(language: Language) -> None:
    said = "\n".join(part.value for part in visit("classroom", language).markdown)
    links: list[str] = re.findall(r"^\d\. \[[^\]]+\]\((/[^?]+)\?[^)]+\): ", said, re.MULTILINE)
    assert links == [lesson.address for lesson in LESSONS]
    assert 100 < len(re.sub(r"\]\([^)]*\)", "]", said).split()) < 300


def test_every_lesson_has_a_page_and_every_page_a_place() -> None:
    scripts = {path.stem for path in (ROOT / "pages").glob("*.py")}
    others = {"frame", "serving", "asking", "home", "embedding", "places"}
    assert scripts == {lesson.name for lesson in PAGES} | others


def test_an_unknown_language_in_the_address_does_not_stop_a_page() -> None:
    app = AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=60)
    app.query_params["lang"] = "tlh"
    app.run()
    assert not app.exception
    assert app.session_state["lang"] in LANGUAGES


def test_a_place_is_as_high_as_was_measured_for_its_width() -> None:
    style = style_of({"neuron": {"0": 900, "560": 700}, "neuron.few": {"0": 800}})
    assert style.splitlines() == [
        ".st-key-neuron { min-height: var(--place) }",
        "@container place (width >= 0px) { .st-key-neuron { --place: 900px } }",
        "@container place (width >= 560px) { .st-key-neuron { --place: 700px } }",
        "html:not(.all-neuron) .st-key-neuron { min-height: var(--place) }",
        "@container place (width >= 0px) { html:not(.all-neuron) .st-key-neuron { --place: 800px } }",
    ]


def test_every_lesson_has_its_place() -> None:
    assert {lesson.name for lesson in LESSONS} <= set(read_places())
