"""Every size, start and unread pixel of the output-size figure beside torch's."""

from collections.abc import Iterator

import torch

from tests.monkey.comparing import Comparison
from tests.monkey.output_size.reading import Json, Layer, numbers_in, read
from tests.monkey.scene import Scene


def _whole(kind: str, place: int, shown: object, expected: int) -> Comparison:
    return Comparison(kind, (1, place), str(shown).replace("-", "−"), 100.0 * expected)


def _sizes(shown: dict[str, Json], made: list[int]) -> Iterator[Comparison]:
    said = numbers_in(shown["size"])
    said = said * 2 if len(said) == 1 else said
    code = numbers_in(shown["code"])[2:]
    for at, size in enumerate(made):
        yield _whole("size", at, said[at], size)
        yield _whole("code", at, code[at], size)


def _windows(shown: dict[str, Json], reads: torch.Tensor) -> Iterator[Comparison]:
    """Compare where each window starts that does so on a pixel: it is the first that torch reads there."""
    for start in shown["starts"]:
        number, pixel = numbers_in(start)
        yield _whole("start", number, pixel, int(reads[number - 1].nonzero()[0]) + 1)
    unread = [at + 1 for at in range(reads.shape[1]) if not bool(reads[:, at].any())]
    seen: list[int] = []
    if shown["first"]:  # where only a part of the row is drawn, it may be all padding
        first, last = numbers_in(shown["first"])[0], numbers_in(shown["last"])[0]
        seen = [pixel for pixel in unread if first <= pixel <= last]
    drawn = [numbers_in(name)[0] for name in shown["never"]]
    yield _whole("unread", 0, len(drawn), len(seen))
    for at, pixel in enumerate(seen):
        yield _whole("unread", at + 1, drawn[at] if at < len(drawn) else 0, pixel)


def compare(scene: Scene) -> Iterator[Comparison]:
    """Give every number that can be seen beside torch's; where torch refuses, its words."""
    words = scene.page.locator("[data-figure=output_size] .torch-words")
    words.filter(has_not_text=scene.label("call.asking")).wait_for(state="attached")
    shown, layer = read(scene.page), Layer.of(scene.now)
    made = layer.run()
    if shown["size"] == "?":
        yield _whole("hidden", 0, int(shown["windows"] <= 2), 1)
        return
    if isinstance(made, str):
        assert shown["refusal"] == made
        yield _whole("refusal", 0, int(shown["size"] == "–"), 1)
        return
    assert shown["refusal"] == ""
    yield from _sizes(shown, made)
    yield _whole("worked", 0, numbers_in(shown["worked"][-1])[-1], made[layer.axis])
    reads = layer.reads()
    if reads is not None:
        yield from _windows(shown, reads)
