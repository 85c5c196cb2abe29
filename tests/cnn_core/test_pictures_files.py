"""Files of every kind, as phones, scanners and paint programs write them: all give the same picture."""

import contextlib
import re
import struct
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from cnn_core.pictures import PictureError, Prepared, prepare
from cnn_core.pictures.decoding import decode
from tests.bench.simulated_paper import saved

Answer = TypeVar("Answer")

MOST_SECONDS, MOST_MEGABYTES = 2.0, 600.0  # promised for any bytes
STATUS, PEAK = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def megabytes(of: str) -> float:
    """What the system counts for this process: "VmRSS" now, "VmHWM" at most; nan where there is no /proc."""
    counted = re.search(rf"{of}:\s+(\d+)", STATUS.read_text()) if STATUS.exists() else None
    return int(counted[1]) / 1024 if counted else float("nan")


def spent(run: Callable[[], Answer]) -> tuple[Answer, float, float]:
    """Return what something answers, and the CPU seconds and the megabytes at most that it takes."""
    if PEAK.exists():
        PEAK.write_text("5")  # the peak is counted from here
    before, start = megabytes("VmRSS"), time.process_time()
    answer = run()
    return answer, time.process_time() - start, megabytes("VmHWM") - before


ORIENTATION = 0x0112


def drawing() -> Image.Image:
    """A dark 7 on light paper: not symmetrical, so that no turn or mirror image goes unseen."""
    image = Image.new("L", (120, 90), 225)
    ImageDraw.Draw(image).line((40, 20, 80, 20, 52, 74), fill=35, width=9)
    return image


def rgb() -> Image.Image:
    return drawing().convert("RGB")


def one_bit() -> Image.Image:
    return Image.fromarray(array() > 128)


def on_nothing(ink: int) -> Image.Image:
    """Only the ink, the rest transparent; what lies under the transparency has the colour of the ink."""
    coverage = Image.fromarray(np.where(array() < 128, 255, 0).astype(np.uint8))
    return Image.merge("LA", (Image.new("L", coverage.size, ink), coverage))


def array() -> NDArray[np.uint8]:
    return np.array(drawing())


def with_grey_key() -> bytes:
    """A grey PNG that names one grey value as transparent, as old paint programs do."""
    return saved(drawing(), "PNG", transparency=225)


def lying(image: Image.Image, orientation: int, kind: str, **options: Any) -> bytes:
    """Return a picture that says how it is to be turned."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    return saved(image, kind, exif=exif, **options)


def run_length_coded() -> bytes:
    """A BMP with run-length coding, one pixel a run, as GIMP can write it."""
    rows = [b"".join(bytes((1, value)) for value in row) + b"\0\0" for row in array()[::-1]]
    coded = b"".join(rows) + b"\0\1"
    palette = b"".join(bytes((grey, grey, grey, 0)) for grey in range(256))
    start = 14 + 40 + len(palette)
    header = struct.pack("<IiiHHIIiiII", 40, 120, 90, 1, 8, 1, len(coded), 0, 0, 256, 0)
    return b"BM" + struct.pack("<IHHI", start + len(coded), 0, 0, start) + header + palette + coded


def motion_photo() -> bytes:
    """A phone's JPEG with a second picture and a film behind it."""
    return saved(rgb(), "MPO", save_all=True, append_images=[rgb()], quality=95) + b"\0\0\0\x18ftypmp42" * 50


def animated(kind: str, **options: Any) -> bytes:
    empty = Image.new("RGB", (120, 90), (225, 225, 225))
    return saved(rgb(), kind, save_all=True, append_images=[empty, empty], **options)


def chunk(name: bytes, data: bytes, *, is_whole: bool = True) -> bytes:
    checksum = zlib.crc32(name + data) ^ (0 if is_whole else 1)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checksum)


def png_with(extra: bytes) -> bytes:
    plain = saved(drawing(), "PNG")
    return plain[:33] + extra + plain[33:]


def large(mark: bytes) -> bytes:
    return mark + zlib.compress(bytes(2_000_000))


def jpeg() -> bytes:
    return saved(rgb(), "JPEG", quality=92)


FILES: dict[str, Callable[[], bytes]] = {
    "PNG of a screen, RGB": lambda: saved(rgb(), "PNG"),
    "PNG grey": lambda: saved(drawing(), "PNG"),
    "PNG with palette": lambda: saved(drawing().convert("P"), "PNG"),
    "PNG with 16 greys": lambda: saved(drawing().quantize(16), "PNG", bits=4),
    "PNG of 1 bit": lambda: saved(one_bit(), "PNG"),
    "PNG of 16 bits": lambda: saved(Image.fromarray(array().astype(np.uint16) * 257), "PNG"),
    "PNG RGBA, opaque": lambda: saved(drawing().convert("RGBA"), "PNG"),
    "PNG black ink on nothing": lambda: saved(on_nothing(0), "PNG"),
    "PNG white ink on nothing": lambda: saved(on_nothing(255), "PNG"),
    "PNG with a transparent grey": with_grey_key,
    "PNG animated": lambda: animated("PNG"),
    "JPEG of a phone": lambda: saved(rgb(), "JPEG", quality=92, dpi=(72, 72)),
    "JPEG grey of a scanner": lambda: saved(drawing(), "JPEG", quality=92, dpi=(300, 300)),
    "JPEG progressive": lambda: saved(rgb(), "JPEG", quality=92, progressive=True),
    "JPEG CMYK of a print shop": lambda: saved(rgb().convert("CMYK"), "JPEG", quality=95),
    "JPEG with a film behind it": motion_photo,
    "WebP": lambda: saved(rgb(), "WEBP", quality=92),
    "WebP lossless, ink on nothing": lambda: saved(on_nothing(0).convert("RGBA"), "WEBP", lossless=True),
    "WebP animated": lambda: animated("WEBP", lossless=True),
    "GIF": lambda: saved(drawing(), "GIF"),
    "GIF transparent": lambda: saved(on_nothing(20).convert("RGBA"), "GIF"),
    "GIF animated": lambda: animated("GIF"),
    "BMP of Paint, 24 bits": lambda: saved(rgb(), "BMP"),
    "BMP grey": lambda: saved(drawing(), "BMP"),
    "BMP run-length coded": run_length_coded,
    "TIFF": lambda: saved(rgb(), "TIFF"),
    "TIFF of a scanner, LZW": lambda: saved(drawing(), "TIFF", compression="tiff_lzw"),
    "TIFF of a fax, 1 bit": lambda: saved(one_bit(), "TIFF", compression="group4"),
    "TIFF of 16 bits": lambda: saved(Image.fromarray(array().astype(np.uint16) * 257), "TIFF"),
    "TIFF floating, 0 to 1": lambda: saved(Image.fromarray((array() / 255).astype(np.float32)), "TIFF"),
    "TIFF of 32 bits": lambda: saved(Image.fromarray(array().astype(np.int32) * 257), "TIFF"),
    "TIFF CMYK": lambda: saved(rgb().convert("CMYK"), "TIFF", compression="tiff_adobe_deflate"),
    "TIFF of several pages": lambda: saved(drawing(), "TIFF", save_all=True, append_images=[drawing()]),
    "AVIF": lambda: saved(rgb(), "AVIF", quality=90),
    "AVIF animated": lambda: animated("AVIF", quality=90),
}
# What a file holds besides its pixels never decides whether these are read.
BESIDES: dict[str, Callable[[], bytes]] = {
    "PNG, wrong checksum of a date": lambda: png_with(chunk(b"tIME", bytes(7), is_whole=False)),
    "PNG, text of 2 MB": lambda: png_with(chunk(b"zTXt", large(b"Comment\0\0"))),
    "PNG, international text of 2 MB": lambda: png_with(chunk(b"iTXt", large(b"XML\0\1\0\0\0"))),
    "PNG, colour profile of 2 MB": lambda: png_with(chunk(b"iCCP", large(b"profile\0\0"))),
    "PNG, unreadable EXIF": lambda: png_with(chunk(b"eXIf", b"no EXIF at all")),
    "PNG, unreadable profile": lambda: png_with(chunk(b"tEXt", b"Raw profile type exif\0\nexif\n 9\nzz")),
    "PNG, zeros behind it": lambda: saved(drawing(), "PNG") + bytes(300_000),
    "PNG, text behind it": lambda: saved(drawing(), "PNG") + b"hello" * 1000,
    "JPEG without its end": lambda: jpeg()[:-2],
    "JPEG without half of its end": lambda: jpeg()[:-1],
    "JPEG with a film behind it": lambda: jpeg() + np.random.default_rng(0).bytes(16_000_000),
    "WebP, unreadable EXIF": lambda: saved(rgb(), "WEBP", quality=92, exif=b"Exif\0\0II*\0\xff\xff\xff\xff"),
    "PNG, a long text": lambda: png_with(chunk(b"tEXt", b"Comment\0" + b"x" * 70_000)),
    "PNG, unknown pieces": lambda: png_with(chunk(b"prVt", b"\0" * 10) * 100),
}
SECOND = {"PNG animated", "WebP animated", "GIF animated", "AVIF animated"}


def far_from_drawing(prepared: Prepared) -> float:
    """Return how far a picture is from what comes of the drawing itself, a pixel on average."""
    return float(np.abs(prepared.pixels - prepare(saved(drawing(), "PNG")).pixels).mean())


def refusal(file: bytes, **reading: Any) -> PictureError:
    """Return why a file is refused, which it must be."""
    with pytest.raises(PictureError) as refused:
        prepare(file, **reading)
    return refused.value


@pytest.mark.parametrize("name", FILES | BESIDES)
def test_file_of_any_kind_gives_the_same_picture(name: str) -> None:
    prepared = prepare((FILES | BESIDES)[name]())
    assert prepared.way == "drawing"
    assert far_from_drawing(prepared) < 0.025
    assert prepared.steps[0].picture.shape == (90, 120, 3)
    assert ("inverted" in prepared.remarks) == (name != "PNG white ink on nothing")
    assert ("first_frame_of_animation" in prepared.remarks) == (name in SECOND)
    assert ("first_page_of_several" in prepared.remarks) == (name == "TIFF of several pages")


def test_the_test_of_files_notices_a_picture_turned_or_mirrored() -> None:
    for turn in Image.Transpose:
        assert far_from_drawing(prepare(saved(drawing().transpose(turn), "PNG"))) > 0.05


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_turn_is_followed(kind: str, orientation: int) -> None:
    stored = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    image = rgb() if stored is None else rgb().transpose(stored)
    prepared = prepare(lying(image, orientation, kind))
    assert prepared.steps[0].picture.shape == (90, 120, 3)
    assert far_from_drawing(prepared) < 0.025


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bits_are_divided_by_257_and_not_clipped(kind: str) -> None:
    ramp = np.tile(np.arange(256, dtype=np.uint16) * 257, (40, 1))
    assert np.array_equal(decode(saved(Image.fromarray(ramp), kind)).grey, (ramp // 257).astype(np.uint8))


def test_grey_is_pillows_weighted_sum() -> None:
    colours = np.array([[(255, 0, 0), (0, 255, 0), (0, 0, 255)]], dtype=np.uint8)
    assert decode(saved(Image.fromarray(colours), "PNG")).grey.tolist() == [[76, 150, 29]]


def test_a_palette_gives_colours_and_not_indices() -> None:
    image = Image.new("P", (2, 1))
    image.putpalette([200, 200, 200, 10, 10, 10])
    image.putdata([0, 1])
    assert decode(saved(image, "PNG")).grey.tolist() == [[200, 10]]


@pytest.mark.parametrize(("ink", "ground"), [(0, 255), (90, 255), (160, 0), (255, 0)])
def test_transparency_is_laid_on_the_opposite_of_the_ink(ink: int, ground: int) -> None:
    grey = decode(saved(on_nothing(ink), "PNG")).grey
    assert grey[5, 5] == ground
    assert grey[20, 60] == ink


def test_numbers_that_are_none_in_a_scientific_tiff_are_taken_for_black() -> None:
    values = (array() / 255).astype(np.float32)
    values[0, :3] = (np.nan, np.inf, -np.inf)
    assert decode(saved(Image.fromarray(values), "TIFF")).grey[0, :4].tolist() == [0, 0, 0, 225]


def test_a_photo_of_a_phone_is_shrunk_while_it_is_decoded() -> None:
    large = drawing().resize((4000, 3000), Image.Resampling.NEAREST)
    prepared = prepare(saved(large, "JPEG", quality=60))
    assert prepared.steps[0].picture.shape == (240, 320, 3)
    assert far_from_drawing(prepared) < 0.025


@pytest.mark.parametrize("missing", [20, 400])
def test_a_jpeg_that_lacks_more_than_its_end_is_refused(missing: int) -> None:
    assert refusal(jpeg()[:-missing]).reason == "truncated"


@pytest.mark.slow
@pytest.mark.parametrize(("progressive", "megapixels"), [(False, 50), (True, 24), (True, 50)])
def test_a_jpeg_without_its_end_takes_no_longer_than_promised(progressive: bool, megapixels: int) -> None:
    large = rgb().resize((2_500, megapixels * 400), Image.Resampling.BILINEAR)
    file = saved(large, "JPEG", quality=90, progressive=progressive)[:-2]
    start = time.process_time()
    with contextlib.suppress(PictureError):  # ten scans of 50 million pixels are not compared
        decode(file)
    assert time.process_time() - start < 2


def test_a_scan_of_ten_megabytes_is_read() -> None:
    scan = saved(drawing().resize((3600, 2700), Image.Resampling.NEAREST), "TIFF")
    assert len(scan) > 8_000_000
    assert far_from_drawing(prepare(scan)) < 0.025


def test_negative_numbers_of_a_scientific_tiff_are_stretched() -> None:
    numbers = np.array(drawing(), np.float32)
    standard = (numbers - numbers.mean()) / numbers.std()
    assert far_from_drawing(prepare(saved(Image.fromarray(standard), "TIFF"))) < 0.025
