"""A walk on the convolution page, over small inputs and photos."""
