"""A walk on the pooling page."""
