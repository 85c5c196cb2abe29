"""The kinds of pictures and files that public reports name, one after the other in one open page."""

import struct
from collections.abc import Callable
from io import BytesIO

import numpy as np
from PIL import Image
from playwright.sync_api import Page

from cnn_core.pictures import prepare
from lessons.kit.i18n.labels import label
from tests.bench.bench_any_picture import scenes
from tests.bench.people_scenes import KINDS
from tests.browser import hands
from tests.browser.figures import Reading, open_figure
from tests.browser.picture_page import LESSON, choose
from tests.browser.pictures import File
from tests.cnn_core.test_pictures_ancillary import READ
from tests.cnn_core.test_pictures_choices import drawn
from tests.sample import part_of

PHOTOMETRIC = 262  # the tag of a TIFF that says whether 0 is white


def says(key: str, **values: str | int) -> str:
    return label(key, "en", **values)


def animated(kind: str, first: Image.Image) -> bytes:
    """A 7 in the second frame only."""
    file = BytesIO()
    options = {"lossless": True} if kind == "WEBP" else {}
    first.save(file, kind, save_all=True, append_images=[drawn().convert(first.mode)], **options)
    return file.getvalue()


def tiff(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "TIFF")
    return file.getvalue()


def with_white_as_zero() -> bytes:
    """A TIFF of 16 bits, the larger byte first, whose 0 is white: Pillow has no name for that."""
    whole = bytearray(tiff(Image.fromarray((np.array(drawn(), np.uint16) * 257).astype(">u2"))))
    at = whole.index(struct.pack(">HHIH", PHOTOMETRIC, 3, 1, 1))
    whole[at + 8 : at + 10] = bytes(2)
    return bytes(whole)


def standardised() -> bytes:
    numbers = np.array(drawn(), np.float32)
    return tiff(Image.fromarray((numbers - numbers.mean()) / numbers.std()))


BLANK = Image.new("RGB", (320, 240), (235, 235, 235))
SEVEN = says("live.says", a=7)
SECOND = [SEVEN, says("way.later_frame_of_animation", k=2)]
UNKNOWN = says("up.unsupported_kind", name="picture", kind="TIFF")
# What makes the file, and what the page then says.
FILES: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    **{name: (make, [SEVEN, says("way.ink")]) for name, make in READ.items()},
    "PNG, first frame blank": (lambda: animated("PNG", BLANK), SECOND),
    "WebP, first frame blank": (lambda: animated("WEBP", BLANK), SECOND),
    "GIF, first frame transparent": (lambda: animated("GIF", Image.new("RGBA", (320, 240))), SECOND),
    "TIFF, 0 is white": (with_white_as_zero, [UNKNOWN]),
    "TIFF, negative numbers": (standardised, [SEVEN, says("way.ink")]),
    "TIFF of 10 megabytes": (lambda: tiff(drawn().resize((3600, 2800))), [SEVEN, says("way.ink")]),
    "HEIC of 9 megabytes": (
        lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(9_000_000),
        [says("up.unsupported_kind", name="picture", kind="HEIC")],
    ),
}


def scene(kind: str) -> tuple[bytes, list[str]]:
    """A picture of a kind, and what the page says of it."""
    (made,) = scenes(KINDS[kind][0], 1, seed=11)
    if not made.labels:
        return made.file, [says("way.restless", p=0, most=10).split(":")[0], says("live.no_digit")]
    prepared, count = prepare(made.file), len(made.labels)
    from_left = sorted(range(count), key=lambda number: prepared.signs[number].left)
    seen = says("way.several_signs", n=count, k=prepared.sign + 1) if count > 1 else says("way.ink")
    return made.file, [says("live.says", a=made.labels[from_left.index(prepared.sign)]), seen]


def unsaid(now: Reading, wanted: list[str]) -> list[str]:
    """What is wanted and stands nowhere: neither in a paragraph nor as a refusal."""
    return [each for each in wanted if not any(each in said for said in (*now.paragraphs, now.alert))]


def test_pictures_and_files_of_public_reports_are_read_or_told_why_not(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON, layer="score", digit=0)
    cases = {name: (make(), wanted) for name, (make, wanted) in part_of(FILES.items(), 7)}
    cases |= {kind: scene(kind) for kind in part_of(KINDS, 4)}
    wrong: list[str] = []
    for name, (content, wanted) in cases.items():
        hands.button(page, "sample.digit_1", "en").dispatch_event("click")
        page.wait_for_function("() => location.search.includes('sample=digit_1')")
        now = choose(page, File("picture", "", content))
        if missing := unsaid(now, wanted):
            wrong.append(f"{name}: not {missing}, but {now.alert!r}, {now.paragraphs[:12]}")
    assert wrong == []
