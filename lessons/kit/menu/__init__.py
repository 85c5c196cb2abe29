"""A figure as a link, a file, a notebook, and in a room."""
