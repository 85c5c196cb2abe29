"""The settings of the live network: its table, and what is asked about one state of the figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from cnn_core.datasets import LABELS
from cnn_core.network import SHIPPED_WEIGHTS, Weights, from_hundredths, load_weights
from lessons.kit.ask.question import AskError, read_json
from lessons.kit.pictures.own_picture import NAME as HUNDREDTHS
from lessons.kit.pictures.own_picture import WHITE, hundredths_of, read_net, read_pixels
from lessons.kit.settings.setting import InvalidSettings, Rows, Setting
from lessons.kit.settings.table import Settings, Table

TABLE = Table.read(Path(__file__).with_name("settings.json"))
TRAINED = tuple(SHIPPED_WEIGHTS)
MAPS = 5
SIDE = 5
KERNEL = Setting("kernels", "cells", "", (-1, 1))  # the weights of a kernel that was not trained
SIDES = {"conv": 24, "relu": 24, "pool": 12, "score": 12}
PICTURE = (28, 28)
PIXELS = PICTURE[0] * PICTURE[1]
BESIDE = ("kernels", HUNDREDTHS, "net")  # what is asked about and no setting


@dataclass(frozen=True)
class State:
    """The settings by the names they have in the address; places count from 1.

    kernels: the filters' weights where they are not learned (hand-made or random), else empty.
    hundredths: the picture that is shown, one byte a pixel, 0 to 100, row by row.
    net: that the visitor has trained, in the place of the shipped one, as `read_net` gives it; else empty.
    """

    filters: str = "digits"
    bias: tuple[float, ...] = (0,) * MAPS
    relu: bool = True
    pool: str = "max"
    scores: bool = True
    down: int = 0
    right: int = 0
    layer: str = "conv"
    map: int = 4
    row: int = 9
    column: int = 15
    digit: int = 0
    kernels: tuple[Rows, ...] = ()
    hundredths: bytes = bytes(PIXELS)
    net: bytes = b""

    @property
    def is_trained(self) -> bool:
        """Whether the filters are shipped, with a linear layer that was trained to read them."""
        return self.filters in TRAINED

    @property
    def weights(self) -> Weights:
        """The trained network that is shown: a shipped one, or the visitor's."""
        if not self.net:
            return load_weights(self.filters)
        return from_hundredths(hundredths_of(self.net), LABELS["digits"])

    @property
    def is_note(self) -> bool:
        """Whether this is the lecture note's network: a convolution, a max pooling, nothing else."""
        return not self.relu and not self.scores and self.pool == "max"

    @property
    def pixels(self) -> NDArray[np.float64]:
        """The picture that is shown: (28, 28), 0 to 1."""
        return np.frombuffer(self.hundredths, np.uint8).reshape(PICTURE) / WHITE


def _hold(name: str, *, by: bool) -> None:
    if not by:
        raise TABLE.settings[name].refusal()


def _kernels(value: object) -> tuple[Rows, ...]:
    """Return the weights of five kernels of 5 x 5, none where they are learned."""
    kernels = [cast(Rows, KERNEL.check(each)) for each in cast("list[object]", value)]
    if any((len(rows), len(rows[0])) != (SIDE, SIDE) for rows in kernels):
        raise KERNEL.refusal()
    return tuple(kernels)


def _net(sent: object, filters: object) -> bytes:
    """Return the net that takes the place of the shipped one, b"" for none."""
    net = read_net(sent)
    if net and filters != "digits":
        raise AskError("not_this_net")
    return net


def _hold_together(chosen: Settings) -> None:
    """Hold that the pinned cell is one of the network's."""
    is_trained = chosen["filters"] in TRAINED
    _hold("scores", by=not chosen["scores"] or is_trained)
    there = {"conv": True, "relu": bool(chosen["relu"]), "pool": True, "score": bool(chosen["scores"])}
    layer = chosen.text("layer")
    _hold("layer", by=there[layer])
    for name in ("row", "column"):
        _hold(name, by=chosen.number(name) <= SIDES[layer])
    _hold("digit", by=chosen.number("digit") <= 1 or chosen["filters"] != "cats_dogs")
    is_name = isinstance(chosen["bias"], str)
    _hold("bias", by=not is_name and tuple(map(len, chosen.rows("bias"))) == (MAPS,))


def read_state(asked: Mapping[str, Any]) -> State:
    """Return one state of the figure: its settings, and the kernels and the picture that go with them.

    Raises:
        AskError: the picture is none, or the net.
        InvalidSettings: the figure cannot show the rest.
    """
    chosen = TABLE.validate({name: value for name, value in asked.items() if name not in BESIDE})
    _hold_together(chosen)
    kernels, hundredths, net = (asked.get(name) for name in BESIDE)
    wanted = 0 if chosen["filters"] in TRAINED else MAPS
    if not isinstance(kernels, list) or len(cast("list[object]", kernels)) != wanted:
        raise KERNEL.refusal()
    values: dict[str, Any] = dict(chosen) | {"bias": chosen.rows("bias")[0]}
    values |= {name: values[name] == 1 for name in ("relu", "scores")}
    return State(
        **values,
        kernels=_kernels(cast("object", kernels)),
        hundredths=read_pixels(hundredths, PIXELS),
        net=_net(net, chosen["filters"]),
    )


def read_asked(body: bytes) -> tuple[dict[str, Any], State]:
    """Return what a question holds, and the state of the figure that it is about.

    Raises:
        AskError: it is no JSON, or its picture or its net is none.
        InvalidSettings: the figure cannot show it.
    """
    asked = read_json(body)
    if not isinstance(asked, dict):
        raise InvalidSettings("not_settings")
    values = cast("dict[str, Any]", asked)
    return values, read_state(values)
