"""Rows of numbers as they stand in code, below each other."""

from collections.abc import Sequence


def _written(value: float) -> str:
    return str(int(value) if value == int(value) else value)


def lines_of(rows: Sequence[Sequence[float]], indent: str = "") -> list[str]:
    """Return one line a row, each number as wide as the widest.

    Args:
        rows: of equal length, at least one number.
        indent: of the line that the bracket before them stands in.

    >>> lines_of([(1, -2), (3.5, 0)])
    ['    [  1,  -2],', '    [3.5,   0],']
    """
    cells = [[_written(value) for value in row] for row in rows]
    width = max(len(cell) for row in cells for cell in row)
    return [f"{indent}    [{', '.join(cell.rjust(width) for cell in row)}]," for row in cells]
