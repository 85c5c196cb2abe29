"""Files a visitor might choose: good pictures, and what goes wrong with files."""

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw
from playwright.sync_api import FilePayload, Page

FILE = """([name, type, base64]) => {
  const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], name, { type }));
  return data;
}"""
PASTE = """data => document.body.dispatchEvent(
  new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true }))"""

PAPER, PEN = 244, 30
MARKER = b"no byte of a visitor's file may reach the disk"


@dataclass(frozen=True)
class File:
    """A file as it lies on a visitor's desktop."""

    name: str
    kind: str
    content: bytes

    def hand_over(self, page: Page) -> None:
        """Choose it by the page's first input of files."""
        file: FilePayload = {"name": self.name, "mimeType": self.kind, "buffer": self.content}
        page.locator("input[type=file]").first.set_input_files(file)


def _drawing(lines: list[tuple[int, int]], size: int = 240) -> Image.Image:
    picture = Image.new("L", (size, size), PAPER)
    ImageDraw.Draw(picture).line(lines, fill=PEN, width=size // 14, joint="curve")
    return picture


def _saved(picture: Image.Image, kind: str) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind)
    return file.getvalue()


def png() -> File:
    """Return a 4 drawn with a thick pen."""
    return File(
        "four.png",
        "image/png",
        _saved(_drawing([(150, 40), (60, 150), (190, 150), (150, 150), (150, 210)]), "PNG"),
    )


def jpeg() -> File:
    """Return a 1 whose name only Korean readers read."""
    return File("숫자 1.jpg", "image/jpeg", _saved(_drawing([(80, 80), (130, 40), (130, 200)]), "JPEG"))


def truncated() -> File:
    """Return the first half of a good picture."""
    whole = jpeg().content
    return File("half.jpg", "image/jpeg", whole[: len(whole) // 2])


def text_named_png() -> File:
    """Return a file that only its name calls a picture."""
    return File("notes.png", "image/png", b"This is a shopping list.\n" * 20)


def pdf_named_png() -> File:
    """Return a PDF under a picture's name."""
    return File("scan.png", "image/png", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n")


def too_large() -> File:
    """Return a file above 25 MB: a good picture with a long tail."""
    return File("large.png", "image/png", png().content + bytes(25_000_001))


def large_heic() -> File:
    """Return a large file of a kind that the browser cannot decode: its first bytes say what it is."""
    return File("IMG_1.heic", "image/heic", b"\x00\x00\x00\x18ftypheic" + bytes(20_000_000))


def too_many_pixels() -> File:
    """Return a small file with 25 million pixels in it."""
    return File("poster.png", "image/png", _saved(Image.new("1", (5000, 5000)), "PNG"))


def large_and_too_many_pixels() -> File:
    """Return the same with a long tail."""
    poster = too_many_pixels()
    return File("long.png", poster.kind, poster.content + bytes(8_500_000))


def too_many_pixels_for_a_jpeg() -> File:
    """Return a small JPEG with 56 million pixels in it."""
    return File("poster.jpg", "image/jpeg", _saved(Image.new("L", (8000, 7000)), "JPEG"))


def blank() -> File:
    """Return an empty sheet."""
    return File("empty.png", "image/png", _saved(Image.new("L", (200, 200), PAPER), "PNG"))


def marked() -> File:
    """Return a good picture that can be recognised wherever its bytes are written."""
    four = png()
    return File(four.name, four.kind, four.content + MARKER)


def noise() -> File:
    """Return a picture in which no ink can be told from its ground."""
    return File("noise.png", "image/png", _saved(Image.effect_noise((200, 200), 120), "PNG"))
