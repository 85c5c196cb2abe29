"""The dense net and the CNN trained side by side, a checkpoint every epoch: what the lesson's race shows."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from time import thread_time

from torch import nn

from cnn_core.moved_accuracy import changed, right_of
from cnn_core.seeding import seeded
from cnn_core.three_nets import HUNDREDTHS, epochs_of, steps_of, three_net, training

RACERS: tuple[str, ...] = ("dense", "global")
DISTANCE = 4  # pixels by which the held-out pictures are moved at a checkpoint


@dataclass(frozen=True)
class Checkpoint:
    """Where a net stands: after `steps` steps and `seconds` of its own training, `right` of 400 pictures.

    mark: eight digits of exactly these weights; filters: those of the first convolution, in hundredths.
    """

    net: str
    steps: int
    seconds: float
    right: int
    mark: str
    filters: tuple[int, ...]


def mark_of(net: nn.Module) -> str:
    """Return eight hexadecimal digits that two nets share only if all their weights are the same.

    >>> mark_of(nn.ReLU())
    '00000000'
    """
    mark = 0
    for tensor in net.state_dict().values():
        mark = zlib.crc32(tensor.detach().numpy().tobytes(), mark)
    return f"{mark:08x}"


def _checkpoint(name: str, steps: int, seconds: float, net: nn.Sequential) -> Checkpoint:
    filters: tuple[int, ...] = ()
    if name == "global":
        weight = net.get_parameter("1.weight").detach()
        filters = tuple(int(each) for each in (weight * HUNDREDTHS).round().flatten().numpy())
    return Checkpoint(name, steps, seconds, right_of(net, changed(DISTANCE, 0)), mark_of(net), filters)


def all_steps() -> int:
    """Return how many steps a race has.

    >>> all_steps()
    768
    """
    return sum(steps_of(name) for name in RACERS)


def race(seed: int) -> Iterator[tuple[int, Checkpoint | None]]:
    """Train both nets, always the one that has had less time; yield after each step how many are done.

    With the step comes a checkpoint where a net has finished an epoch, and before the first step one for each
    net. The same seed gives the same checkpoints up to their seconds, on one thread. Seconds are of this
    thread's own work, so that a busy machine does not change the picture.

    Args:
        seed: of both random starts and of the order of the pictures.

    >>> [done for done, _ in zip(range(3), race(0))]
    [0, 1, 2]
    """
    for name in RACERS:
        with seeded(seed):
            start = three_net(name)
        yield 0, _checkpoint(name, 0, 0.0, start)
    runners = {name: training(name, seed) for name in RACERS}
    seconds = dict.fromkeys(RACERS, 0.0)
    done = 0
    while runners:
        name = min(runners, key=lambda each: seconds[each])
        begin = thread_time()
        steps, net = next(runners[name])
        seconds[name] += thread_time() - begin
        done += 1
        epoch = steps_of(name) // epochs_of(name, "centred")
        yield done, _checkpoint(name, steps, seconds[name], net) if steps % epoch == 0 else None
        if steps == steps_of(name):
            del runners[name]
