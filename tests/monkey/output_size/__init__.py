"""A walk on the output-size page."""
