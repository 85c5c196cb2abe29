"""The form of one PyTorch class: its arguments, and what torch itself says of a call."""
