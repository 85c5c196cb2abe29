"""Addresses of the neuron's page, by chance: of its three figures at once."""

from random import Random

from lessons.catalog import lesson
from lessons.kit.settings.table import Table
from lessons.neuron.code import TABLE
from tests.settings_states import query

FOLDER = lesson("neuron").folder
SIZES, IN_A_ROW = (Table.read(FOLDER / name / "settings.json") for name in ("counting", "collapse"))
TABLES = (TABLE, SIZES, IN_A_ROW)
KERNELS = {
    "cross": [1, 0, 1, 0, 1, 0, 1, 0, 1],
    "vertical_edges": [1, 0, -1, 1, 0, -1, 1, 0, -1],
    "laplacian": [0, 1, 0, 1, -4, 1, 0, 1, 0],
    "count": [1, 2, 3, 4, 5, 6, 7, 8, 9],
}
NOTE = [1, 0, 2, 1, 0, 0, 2, 0, 1, 2, 2, 1, 3, 0, 1, 1, 0, 1, 2, 0, 0, 1, 2, 0, 1]


def numbers_of(text: str) -> list[int]:
    """Return the numbers of a kernel or a picture, by its name or by its cells."""
    named = {**KERNELS, "note": NOTE}
    return named.get(text) or [int(cell) for cell in text.replace(";", ",").split(",")]


def legal(random: Random) -> dict[str, str]:
    """Return an address that the three figures of the page can have as it stands."""
    address = {name: text for table in TABLES for name, text in query(table, random).items()}
    smaller = min(int(address[name]) for name in ("kernel_size", "picture_size"))
    return address | {"kernel_size": str(smaller)}
