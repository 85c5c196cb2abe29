"""A walk through the laboratory of the first lesson."""
