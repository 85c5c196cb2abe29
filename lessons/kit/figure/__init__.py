"""A figure on its page: what all lessons share, how it is mounted, its settings, what is fetched."""
