"""Files a visitor might choose: good pictures, and what goes wrong with files."""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageDraw
from playwright.sync_api import FilePayload, Page

from tests.bench.simulated_paper import saved

FILE = """([name, type, base64]) => {
  const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], name, { type }));
  return data;
}"""
PASTE = """data => document.body.dispatchEvent(
  new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true }))"""

PAPER, PEN = 244, 30
FOUR = [(150, 40), (60, 150), (190, 150), (150, 150), (150, 210)]


@dataclass(frozen=True)
class File:
    """A file as it lies on a visitor's desktop."""

    name: str
    kind: str
    content: bytes

    def hand_over(self, page: Page) -> None:
        """Choose it by the page's first input of files."""
        payload: FilePayload = {"name": self.name, "mimeType": self.kind, "buffer": self.content}
        page.locator("input[type=file]").first.set_input_files(payload)


def _drawing(lines: list[tuple[int, int]]) -> Image.Image:
    picture = Image.new("L", (240, 240), PAPER)
    ImageDraw.Draw(picture).line(lines, fill=PEN, width=17, joint="curve")
    return picture


# By what it is called here: its name on the desktop, its kind, and what makes its bytes.
FILES: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    # A 4 drawn with a thick pen; a 1 whose name only Korean readers read.
    "png": ("four.png", "png", lambda: saved(_drawing(FOUR), "PNG")),
    "jpeg": ("숫자 1.jpg", "jpeg", lambda: saved(_drawing([(80, 80), (130, 40), (130, 200)]), "JPEG")),
    "blank": ("empty.png", "png", lambda: saved(Image.new("L", (200, 200), PAPER), "PNG")),
    "noise": ("noise.png", "png", lambda: saved(Image.effect_noise((200, 200), 120), "PNG")),
    "truncated": ("half.jpg", "jpeg", lambda: file("jpeg").content[: len(file("jpeg").content) // 2]),
    "text_named_png": ("notes.png", "png", lambda: b"This is a shopping list.\n" * 20),
    "pdf_named_png": (
        *("scan.png", "png"),
        lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n",
    ),
    # Above 25 MB: a good picture with a long tail.
    "too_large": ("large.png", "png", lambda: file("png").content + bytes(25_000_001)),
    # A kind that the browser cannot decode: its first bytes say what it is.
    "large_heic": ("IMG_1.heic", "heic", lambda: b"\x00\x00\x00\x18ftypheic" + bytes(20_000_000)),
    # 25 million pixels in a small file and in a large one; 56 million in a small JPEG.
    "too_many_pixels": ("poster.png", "png", lambda: saved(Image.new("1", (5000, 5000)), "PNG")),
    "large_and_too_many_pixels": (
        *("long.png", "png"),
        lambda: file("too_many_pixels").content + bytes(8_500_000),
    ),
    "too_many_pixels_for_a_jpeg": (
        *("poster.jpg", "jpeg"),
        lambda: saved(Image.new("L", (8000, 7000)), "JPEG"),
    ),
}


def file(called: str) -> File:
    """Make one of the files."""
    name, kind, make = FILES[called]
    return File(name, f"image/{kind}", make())
