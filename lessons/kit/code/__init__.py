"""PyTorch for exactly the settings on the screen."""
