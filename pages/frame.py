"""What surrounds every page: configuration, language, navigation."""

from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from lessons.catalog import LESSONS, PAGES
from lessons.kit.figure.figure import figure
from lessons.kit.i18n.labels import TABLE, label
from lessons.kit.i18n.language import LANGUAGES, Language, first_language, is_language
from lessons.kit.page.lesson_page import current_language, is_framed

HERE = Path(__file__).parent
# What Streamlit calls its own parts, in English whatever the language of the page.
STREAMLITS_NAMES = (
    "nav.language",
    "nav.sidebar",
    "nav.expand",
    "nav.collapse",
    "nav.heading_link",
    "nav.skip",
)


def show_language_switch() -> Language:
    """Show the switch and return what it says; it is bound to ?lang= and so keeps page and state.

    What the address holds is an option's text: the options are plain, frame.css writes their names.

    A language that the address asks for is never the default: Streamlit takes a default out of the address
    and makes an entry of the browser's history of that, so that leaving takes one more press of Back.
    """
    greeting = first_language(st.context.cookies.get("language"), st.context.locale)
    asked = st.query_params.get("lang")
    usual = next(each for each in LANGUAGES if each != asked) if is_language(asked) else greeting
    st.segmented_control(
        label("nav.language", greeting),
        LANGUAGES,
        default=st.session_state.setdefault("greeting", usual),
        required=True,
        key="lang",
        bind="query-params",
        label_visibility="collapsed",
    )
    return current_language()


def show_course(place: DeltaGenerator, lessons: list[StreamlitPage]) -> None:
    """Show the name of the course, and links to its start and to the lessons in their order."""
    with place:
        st.html(f'<p class="course-title">{course}</p>')
        st.page_link(home, label=label("nav.home", language), icon=":material/home:")
        for number, each in enumerate(lessons, 1):
            title = f"{number}\u2002{each.title}"
            st.page_link(each, label=title, icon=":material/radio_button_unchecked:")


def show_further(place: DeltaGenerator, further: list[StreamlitPage]) -> None:
    """Show links to what follows the course."""
    with place:
        st.html(f'<p class="further-title">{label("home.part_further", language)}</p>')
        for each in further:
            st.page_link(each, label=each.title, icon=":material/chevron_right:")


def show_in_frame() -> Language:
    """Tell the page around the figure how high that is, and return the figure's language."""
    asked = st.query_params.get("lang")
    usual = first_language(st.context.cookies.get("language"), st.context.locale)
    st.session_state["lang"] = asked if is_language(asked) else usual
    component("cnn_framed", js=(HERE / "framed.js").read_text(encoding="utf-8"))(key="framed", height=1)
    return current_language()


st.set_page_config(layout="wide", initial_sidebar_state=256)
places: list[DeltaGenerator] = []
language: Language
if is_framed():
    language = show_in_frame()
else:
    places = [st.sidebar.container(key=key) for key in ("course", "further", "progress-place")]
    with st.sidebar.container(key="switch"):
        language = show_language_switch()

course = label("nav.course", language)
home = st.Page(HERE / "home.py", title=course, default=True)
pages = [
    st.Page(HERE / f"{each.name}.py", title=each.prose(language).title, url_path=each.address[1:])
    for each in PAGES
]
page = st.navigation([home, *pages], position="hidden")
st.set_page_config(page_title=course if page == home else f"{page.title} · {course}")
numbers = {each.name: number for number, each in enumerate(LESSONS, 1)}
current = next((each.name for each in LESSONS if each.address == f"/{page.url_path}"), None)
if places:
    show_course(places[0], pages[: len(LESSONS)])
    show_further(places[1], pages[len(LESSONS) :])
    with places[2]:
        data = {"lessons": list(numbers), "current": current}
        figure("kit/progress", key="progress", language=language, data=data)

script = (HERE / "document.js").read_text(encoding="utf-8")
names = {name: label(part, language) for part in STREAMLITS_NAMES for name in TABLE[part].values()}
away = {
    "title": label("state.away", language),
    "text": label("state.away_text", language),
    "going": label("nav.away", language),
}
component("cnn_document", js=script)(
    key="document",
    data={
        "language": language,
        "number": numbers.get(current or ""),
        "names": names,
        "away": away,
        "isFramed": is_framed(),
    },
    height=1,
)
figure("glossary/term", key="term", language=language)
page.run()
