"""The sliding window as a file: one moment for print, or the whole slide."""

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from lessons.convolution.scene import WIDTH, Scene
from lessons.convolution.sliding import Sliding, State
from lessons.kit.export import motion, paper
from lessons.kit.export.drawing import Drawing, Moment

MOST_FRAMES = 150


@lru_cache(maxsize=32)  # a class often asks for the same state at once
def still(state: State, kind: paper.Kind) -> bytes:
    """Return the state as a PNG of 200 dots an inch or as a PDF; the same state gives the same bytes."""
    return paper.on_paper(Scene(Sliding(state)).draw(state.step), kind)


def steps_of(height: int, width: int) -> list[int]:
    """Return the steps a slide shows: all of them, or of a long one the ends of its rows."""
    if height * width <= MOST_FRAMES:
        return list(range(1, height * width + 1))
    every = -(-height // MOST_FRAMES)
    rows = [*range(every, height, every), height]
    return [row * width for row in rows]


@lru_cache(maxsize=8)
def _slide(state: State) -> bytes:
    scene, steps = Scene(Sliding(state)), steps_of(*state.output_shape)
    ground = Drawing(WIDTH, scene.height, list(scene.ground()))
    moments = [
        Moment(list(scene.computed(before, step)), list(scene.now(step)))
        for before, step in pairwise([0, *steps])
    ]
    return motion.animation(ground, moments)


def slide(state: State) -> bytes:
    """Return the whole slide as a GIF, whatever step the state is at."""
    return _slide(replace(state, step=1))


def file_of(kind: str, state: State) -> bytes:
    """Return a state as a file of this kind: "png", "pdf" or "gif"."""
    if kind == "gif":
        return slide(state)
    return still(state, "pdf" if kind == "pdf" else "png")
