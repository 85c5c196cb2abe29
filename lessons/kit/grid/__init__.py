"""Numbers and pictures in cells: grids, maps, outlines, colours."""
