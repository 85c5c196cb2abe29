"""The walk on the pages of nn.Conv2d and nn.MaxPool2d."""
