"""What several lessons use, the same on every page."""
