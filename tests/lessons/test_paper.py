"""What is on the screen as PDF and GIF: drawn where it was said, and nothing else is taken for a drawing."""

import base64
import io
import json
import re
import subprocess
import sys
import zlib
from typing import Any

import numpy as np
import pytest
from PIL import Image

from lessons.catalog import PAGES
from lessons.kit.ask.question import AskError
from lessons.kit.i18n.language import LANGUAGES
from lessons.kit.paper import description as limits
from lessons.kit.paper.description import read_description
from lessons.kit.paper.files import FILE_QUESTIONS, TYPES, gif, pdf
from pages.asking import questions_of
from tests.bench.simulated_paper import saved
from tests.browser.server import ROOT

FONT = {"size": 20, "weight": "600", "family": "sans-serif", "fill": "#2f2d2b"}
LINE = {"kind": "lines", "strokeWidth": 4, "isRound": False, "opacity": 1}


def png(colour: str, size: tuple[int, int] = (2, 2), cut: int | None = None) -> str:
    return limits.PNG + base64.b64encode(saved(Image.new("RGB", size, colour))[:cut]).decode()


def box(x: float, fill: object, **more: object) -> dict[str, Any]:
    return {"kind": "rect", "x": x, "y": 10, "width": 40, "height": 40, "fill": fill, **more}


TWO_ROWS = limits.PNG + base64.b64encode(saved(np.array([[[200, 100, 15]], [[0, 0, 0]]]), "PNG")).decode()
SHAPES: list[dict[str, Any]] = [
    box(10, "#3477c4"),
    box(60, {"hatch": "#77726b"}, stroke="#a80070", strokeWidth=3, radius=8),
    box(110, {"ramp": ["#000000", "#ffffff"]}),
    {"kind": "image", "x": 160, "y": 10, "width": 40, "height": 40, "href": TWO_ROWS},
    {**LINE, "lines": [[210, 30, 250, 30], [210, 45, 250, 45]], "stroke": "#0f4486", "dash": "4 2"},
    {**LINE, "lines": [[260, 10, 300, 10, 300, 50, 260, 50, 260, 10]], "fill": "#0f4486"},
    {"kind": "text", "x": 80, "y": 90, "width": 120, "text": "Kernel 3×3 = −1", **FONT, "halo": "#ffffff"},
    {"kind": "text", "x": 230, "y": 90, "width": 120, "text": "커널 ⌊𝒙⌋ ✓", **FONT},
]
PLACES = {
    "#3477c4": (30, 30),
    "#c8640f": (180, 20),  # of the picture that stands upright
    "#000000": (180, 40),
    "#0f4486": (280, 30),
    "#ffffff": (320, 110),
}
MARGIN = 16  # px
GIVEN: dict[str, Any] = {
    "width": 330,
    "height": 120,
    "background": "#ffffff",
    "title": "합성곱",
    "frames": [[*range(8)], [0, 6], [*range(8)]],
    "shapes": SHAPES,
}


def as_body(**changes: Any) -> bytes:
    return json.dumps(GIVEN | changes).encode()


def streams_of(file: bytes) -> list[bytes]:
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", file, re.DOTALL)
    return [zlib.decompressobj().decompress(each) for each in streams if each[:1] == b"x"]


def frames_of(file: bytes) -> list[Any]:
    image = Image.open(io.BytesIO(file))
    found = list[Any]()
    for number in range(getattr(image, "n_frames", 1)):
        image.seek(number)
        found.append((np.asarray(image.convert("RGB"), int), image.info["duration"]))
    return found


@pytest.mark.slow
def test_every_shape_stands_where_it_was_and_in_its_colour() -> None:
    (first, _), (second, _), (last, _) = frames_of(gif(read_description(as_body())))
    for colour, place in PLACES.items():
        wanted = np.array(tuple(bytes.fromhex(colour[1:])))
        x, y = (side + MARGIN for side in place)
        assert np.abs(first[y, x] - wanted).max() < 12, colour
        assert np.abs(last[y, x] - wanted).max() < 12, colour
    assert second[MARGIN + 30, MARGIN + 280].min() > 240  # it is in no shape of the second frame
    assert (
        first[MARGIN + 30, MARGIN + 112].max() < 60 < 200 < first[MARGIN + 30, MARGIN + 148].min()
    )  # the ramp goes from black to white
    for left, right in ((20, 140), (180, 280)):
        assert (
            first[MARGIN + 75 : MARGIN + 95, MARGIN + left : MARGIN + right].min() < 90
        )  # something is written there


def test_an_animation_has_a_frame_a_step_and_rests_at_its_end() -> None:
    assert [duration for _, duration in frames_of(gif(read_description(as_body())))] == [600, 600, 1800]


@pytest.mark.slow
def test_the_text_of_a_pdf_is_text_of_both_languages() -> None:
    file = pdf(read_description(as_body()))
    unpacked = streams_of(file)
    maps = b"".join(each for each in unpacked if b"beginbfchar" in each or b"beginbfrange" in each).lower()
    for letter in "K3×커널":
        assert f"{ord(letter):04x}".encode() in maps, letter
    assert b"CourseHangul" in file
    assert b"DejaVuSans" in file
    assert b"/Type3" not in file


@pytest.mark.slow
def test_the_same_description_gives_the_same_bytes() -> None:
    for draw in (pdf, gif):
        assert draw(read_description(as_body())) == draw(read_description(as_body()))


def test_every_page_with_a_figure_can_be_asked_for_files() -> None:
    for page in PAGES:
        assert {each.name for each in questions_of(page.name)} >= set(TYPES)


TOO_LONG = "x" * (limits.MOST_LETTERS + 1)
WRONG: list[dict[str, Any]] = [
    *({"width": 0}, {"width": limits.MOST_SIDE + 1}, {"height": 10.5}, {"height": True}),
    *({"background": "red"}, {"background": "#fff"}, {"title": TOO_LONG}, {"title": None}, {"frames": []}),
    *({"frames": [[8]]}, {"frames": [[-1]]}, {"frames": [[0.5]]}),
    *({"frames": [[0]] * (limits.MOST_FRAMES + 1)}, {"frames": [[0] * 5000] * 41}, {"frames": "all"}),
    *({"shapes": {}}, {"shapes": [7] * 8}, {"more": 1}),
]
WRONG_SHAPES: list[dict[str, Any]] = [
    *({}, {"kind": "script"}, {"kind": ["rect"]}, box(1e5, "#ffffff"), box(10, "url(x)")),
    *(box(10, {"hatch": "x"}), box(10, {"ramp": []}), box(10, {"ramp": ["#000000"] * 65})),
    *(box(10, ["#000000"]), box(10, "#ffffff", width=-1), box(10, "#ffffff", width="40")),
    *(box(10, "#ffffff", stroke="blue"), box(10, "#ffffff", dash="a b"), box(10, "#ffffff", dash="nan")),
    *({**LINE, "lines": [[1]]}, {**LINE, "lines": [[]]}, {**LINE, "lines": [[1, "2"]]}),
    *({**LINE, "lines": [[1, 2]], "opacity": 2}, {**LINE, "lines": [[1, 2]], "isRound": 1}),
    {**LINE, "lines": [[1, 2] * 50_001] * 2},
    {"kind": "text", "x": 1, "y": 1, "width": 1, "text": TOO_LONG, **FONT},
    {"kind": "text", "x": 1, "y": 1, "width": 1, "text": "a", **FONT, "size": 0},
    {"kind": "text", "x": 1, "y": 1, "width": 1, "text": "a", **FONT, "fill": None},
    *(
        {"kind": "image", "x": 1, "y": 1, "width": 1, "height": 1, "href": href}
        for href in (
            None,
            "https://elsewhere/a.png",
            "data:image/svg+xml,<svg/>",
            limits.PNG + "%%%",
            limits.PNG + base64.b64encode(b"GIF89a").decode(),
            png("red", (40, 40), cut=60),
            png("black", (4000, 2001)),
        )
    ),
]


def test_what_is_no_drawing_is_refused_in_the_visitors_language() -> None:
    bodies = [*(as_body(**each) for each in WRONG), b"[]", b"7", b'{"width": 1}']
    bodies += [as_body(shapes=[each], frames=[[0]]) for each in WRONG_SHAPES]
    about = FILE_QUESTIONS[0]
    for body in bodies:
        with pytest.raises(AskError, match="not_drawn") as refused:
            about.answer(about.read(body), "ko")
        assert len({refused.value.say(language) for language in LANGUAGES}) == 2
    with pytest.raises(AskError, match="not_json"):
        about.answer(b'{"width": NaN}', "en")


@pytest.mark.slow
def test_letters_that_no_font_has_and_marks_that_are_no_letters_are_drawn_all_the_same() -> None:
    odd = ["\ud800", "\u0000\n\t", "🐈", "$x^", "한\u200b글", ""]
    texts = [{"kind": "text", "x": 60, "y": 60, "width": 60, "text": text, **FONT} for text in odd]
    body = as_body(shapes=texts, frames=[[*range(len(odd))]])
    assert pdf(read_description(body)).startswith(b"%PDF-")
    assert gif(read_description(body)).startswith(b"GIF89a")


@pytest.mark.slow
def test_matplotlib_waits_until_it_is_needed_and_pyplot_is_never() -> None:
    code = (
        "import sys; from lessons.kit.paper import files, description\n"
        "assert 'matplotlib' not in sys.modules\n"
        f"given = description.read_description({as_body()!r})\n"
        "files.pdf(given); files.gif(given)\n"
        "assert 'matplotlib' in sys.modules and 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)
