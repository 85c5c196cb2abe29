"""The checks of the course."""
