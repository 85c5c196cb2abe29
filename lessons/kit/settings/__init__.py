"""A lesson's settings, each written once in its settings.json; Python and JavaScript read the same table."""
