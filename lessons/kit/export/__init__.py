"""A figure as a file: SVG, PNG, PDF, GIF."""
