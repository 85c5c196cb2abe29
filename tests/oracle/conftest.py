"""What the oracle's tests share."""

import torch

# The tensors are tiny: threads that wait for each other made the sweeps 25 times slower on a busy machine.
torch.set_num_threads(1)
