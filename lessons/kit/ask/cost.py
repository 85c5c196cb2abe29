"""What an answer would cost, known before anything runs: a running thread cannot be stopped."""

from dataclasses import dataclass

from lessons.kit.ask.error import AskError

MOST_NUMBERS = 4_000_000  # float32: 16 MB
# Of a pooling some tenths of a second on one thread; a convolution makes 300 million in 30 ms.
MOST_MULTIPLICATIONS = 400_000_000


@dataclass(frozen=True)
class Cost:
    """How many numbers an answer fills, and how many products or comparisons it makes, at most."""

    numbers: int = 0
    multiplications: int = 0

    def check(self) -> None:
        """Let it pass if it may run.

        Raises:
            AskError: it is too much for one question.
        """
        if self.numbers > MOST_NUMBERS:
            raise AskError("too_large", numbers=f"{self.numbers:,}", most=f"{MOST_NUMBERS:,}")
        if self.multiplications > MOST_MULTIPLICATIONS:
            most = f"{MOST_MULTIPLICATIONS:,}"
            raise AskError("too_costly", multiplications=f"{self.multiplications:,}", most=most)


def cost_of_windows(
    size: tuple[int, int],
    kernel_size: tuple[int, int],
    padding: tuple[int, int],
    channels: tuple[int, int] = (1, 1),
) -> Cost:
    """Return what a window over a padded map costs at most: as if it stopped at every cell.

    Args:
        size: height and width of the map.
        kernel_size: of the window.
        padding: on each side.
        channels: of the input, and of the output.

    >>> cost_of_windows((9, 9), (7, 7), (3, 3))
    Cost(numbers=450, multiplications=11025)
    """
    read, made = channels
    cells = (size[0] + 2 * max(padding[0], 0)) * (size[1] + 2 * max(padding[1], 0))
    return Cost((read + made) * cells, read * made * cells * kernel_size[0] * kernel_size[1])
