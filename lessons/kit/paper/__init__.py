"""A figure on paper: what the browser says of the screen, drawn as PDF or GIF."""
