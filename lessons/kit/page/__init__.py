"""The page around a figure, and what of a visit is kept."""
