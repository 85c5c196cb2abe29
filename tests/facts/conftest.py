"""What the tests of the facts share."""

import torch

# The tensors are tiny: threads that wait for each other cost more than they bring.
torch.set_num_threads(1)
