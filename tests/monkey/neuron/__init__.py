"""A walk on the neuron page."""
