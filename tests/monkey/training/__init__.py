"""A walk on the page that trains."""
