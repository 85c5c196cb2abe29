"""The sliding window laid out on paper: input and output above, kernel, products and their sum below."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product

from cnn_core.geometry import as_pair
from cnn_core.rounding import format_number
from lessons.convolution import written
from lessons.convolution.sliding import Numbers, Place, Sliding
from lessons.kit.export.drawing import Drawing, Shape, Text
from lessons.kit.export.number_grid import Grid, legend
from lessons.kit.grid.scale import (
    LINE,
    MUTED,
    PAD,
    STEP,
    SURFACE,
    Colours,
    Rgb,
    grey_colours,
    number_colours,
    signed_colours,
)

WIDTH = 720
MARGIN = 16
HEAD = 24  # px above a grid for its size
GAP = 30
INPUT_BOX, OUTPUT_BOX = 360, 288
LARGEST_CELL = 44
BELOW_BOX = (470, 224)  # what kernel and products may take together, across and down
EQUALS = 46
LEGEND = 44
SMALLEST_DIGITS = 14  # px of a cell; grids with smaller cells are drawn as pictures


@dataclass(frozen=True)
class Scene:
    """Where everything of one slide stands; only contents change from step to step."""

    sliding: Sliding

    @cached_property
    def input(self) -> Grid:
        rows, columns = self.sliding.padded.shape
        cell = min(INPUT_BOX / max(rows, columns), LARGEST_CELL)
        return Grid(MARGIN, MARGIN + HEAD, rows, columns, _whole_pixels(cell))

    @cached_property
    def output(self) -> Grid:
        rows, columns = self.sliding.output.shape
        cell = min(OUTPUT_BOX / max(rows, columns), LARGEST_CELL)
        left = WIDTH - MARGIN - OUTPUT_BOX
        return Grid(left, MARGIN + HEAD, rows, columns, _whole_pixels(cell))

    @cached_property
    def kernel(self) -> Grid:
        rows, columns = self.sliding.state.kernel_size
        cell = min(BELOW_BOX[0] // (2 * columns), BELOW_BOX[1] // rows, LARGEST_CELL)
        top = max(self.input.bottom, self.output.bottom + LEGEND) + GAP
        return Grid(MARGIN, top, rows, columns, cell)

    @cached_property
    def products(self) -> Grid:
        kernel = self.kernel
        return Grid(kernel.right + EQUALS, kernel.y, kernel.rows, kernel.columns, kernel.cell)

    @property
    def height(self) -> int:
        return int(max(self.kernel.bottom, self.kernel.y + written.HEIGHT) + GAP + MARGIN)

    def draw(self, step: int) -> Drawing:
        """Return the drawing of one step."""
        ground = self.ground(covered=self.sliding.window(step))
        return Drawing(WIDTH, self.height, [*ground, *self.computed(0, step), *self.now(step)])

    def ground(self, covered: Collection[Place] = ()) -> Iterator[Shape]:
        """Return what is the same at every step: input, kernel, the empty output, its scale, the code.

        Cells of the input that are `covered` are left out: in a PDF their text would lie below the window's.
        """
        sliding, grid = self.sliding, self.input
        if grid.cell < SMALLEST_DIGITS:
            yield grid.pixels(self._input_colours)
        else:
            for place in product(range(grid.rows), range(grid.columns)):
                if place not in covered:
                    yield from self._input_cell(place)
        weights = sliding.layer.weight[0, 0].numpy()
        yield from numbered(self.kernel, weights, sliding.weight_limit, [""] * weights.size, PAD)
        yield Text(self.products.x - EQUALS / 2, self.kernel.y + self.kernel.height / 2, "=", 20, MUTED)
        if self.output.cell >= SMALLEST_DIGITS:
            places = product(range(self.output.rows), range(self.output.columns))
            yield from (self.output.box(place, None) for place in places)
        limit = format_number(sliding.limit)
        yield from legend(self.output.x, self.output.bottom + 14, OUTPUT_BOX, limit)
        yield from self._sizes()

    def computed(self, before: int, step: int) -> Iterator[Shape]:
        """Return the output's cells that came after the step `before`, up to this one."""
        sliding, grid = self.sliding, self.output
        if grid.cell < SMALLEST_DIGITS:
            return
        for at in range(before, step):
            place = sliding.place(at + 1)
            text, colour = format_number(sliding.output[place]), self._output_colours[place]
            yield from grid.number_cell(place, text, self._output_digits, colour)

    def now(self, step: int) -> Iterator[Shape]:
        """Return what belongs to this step alone: the window, its products, their sum, the ring."""
        sliding, grid = self.sliding, self.input
        window = sliding.window(step)
        is_apart = max(as_pair(sliding.state.dilation, "dilation")) > 1
        for place, weight in window.items():
            if grid.cell >= SMALLEST_DIGITS:
                yield from self._input_cell(place, f"×{short(weight)}")
            if is_apart:
                yield from grid.outline(place, (1, 1), STEP, 1.5)
        (top, left), (bottom, right) = min(window), max(window)
        yield from grid.ring((top, left), (bottom - top + 1, right - left + 1), STEP)
        if self.output.cell < SMALLEST_DIGITS:
            colours = self._output_colours.copy()
            colours.reshape(-1, 3)[step:] = SURFACE
            yield self.output.pixels(colours)
            yield from self.output.frame()
        yield from self.output.ring(sliding.place(step), (1, 1), STEP)
        yield from self._products(step)
        count = f"{step} / {sliding.output.size}"
        yield Text(WIDTH - MARGIN, MARGIN + 8, count, 13, STEP, bold=True, anchor="end")

    @cached_property
    def _input_colours(self) -> Colours:
        sliding = self.sliding
        if sliding.is_picture:
            return grey_colours(sliding.padded)
        return number_colours(sliding.padded, sliding.brightest)

    @cached_property
    def _input_digits(self) -> float:
        return self.input.digits(map(short, self.sliding.padded.flat))

    @cached_property
    def _output_digits(self) -> float:
        return self.output.digits(map(format_number, self.sliding.output.flat))

    @cached_property
    def _output_colours(self) -> Colours:
        return signed_colours(self.sliding.output, self.sliding.limit)

    def _input_cell(self, place: Place, below: str = "") -> Iterator[Shape]:
        sliding, grid, digits = self.sliding, self.input, self._input_digits
        text = short(sliding.padded[place])
        row, column = place[0] - sliding.padding[0], place[1] - sliding.padding[1]
        height, width = sliding.state.input_shape
        if not (0 <= row < height and 0 <= column < width):
            return grid.padding_cell(place, text, digits, below)
        if sliding.reads[row, column] == 0:
            return grid.hatched_cell(place, text, digits)
        return grid.number_cell(place, text, digits, self._input_colours[place], below)

    def _products(self, step: int) -> Iterator[Shape]:
        sliding, grid, made = self.sliding, self.products, self.sliding.step(step)
        pairs = zip(
            map(float, made.window.flatten()), map(float, sliding.layer.weight.flatten()), strict=True
        )
        below = [f"{short(value)}×{short(weight)}" for value, weight in pairs]
        limit = sliding.weight_limit * sliding.brightest
        yield from numbered(grid, made.products[0].numpy(), limit, below, LINE)
        yield from grid.ring((0, 0), (grid.rows, grid.columns), STEP)
        colour = signed_colours(made.output, sliding.limit)
        left = grid.right + GAP
        yield from written.sum_of(made, colour, (left, grid.y), WIDTH - MARGIN - left)

    def _sizes(self) -> Iterator[Shape]:
        state = self.sliding.state
        for grid, shape in ((self.input, state.input_shape), (self.output, state.output_shape)):
            yield Text(grid.x, MARGIN + 8, f"{shape[0]}×{shape[1]}", 13, MUTED, anchor="start")
        code = written.code(state)
        size = min(12.0, (WIDTH - 2 * MARGIN) / (written.CODE_WIDTH * len(code)))
        yield Text(MARGIN, self.height - MARGIN - 8, code, size, code=True, anchor="start")


@lru_cache(maxsize=4096)  # a slide writes the same few numbers again and again
def short(value: float) -> str:
    """Return an input number, a weight or a product as the figure writes it: .57."""
    return format_number(value, leading_zero=False)


def _whole_pixels(cell: float) -> float:
    return int(cell) if cell >= SMALLEST_DIGITS else cell


def numbered(grid: Grid, numbers: Numbers, limit: float, below: list[str], edge: Rgb) -> Iterator[Shape]:
    """Return a grid of signed numbers, each with what stands below it."""
    colours = signed_colours(numbers, limit)
    texts = [short(value) for value in numbers.flat]
    digits = grid.digits(texts)
    for at, text in enumerate(texts):
        place = divmod(at, grid.columns)
        yield from grid.number_cell(place, text, digits, colours[place], below[at], edge)
