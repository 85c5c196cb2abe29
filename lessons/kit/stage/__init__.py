"""A figure on its page: how it is mounted, its settings and its address, the sentence under it."""
