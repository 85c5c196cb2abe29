"""A walk on the live network's page."""
