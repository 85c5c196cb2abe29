"""Where a stack of layers fails, and what a learner may change there."""

from dataclasses import dataclass

from cnn_core.layer_call import LayerCall

Stack = tuple[LayerCall, ...]


@dataclass(frozen=True)
class Change:
    """One change a learner can make: its code, and the layers and the input after it."""

    code: str
    stack: Stack
    source: object


@dataclass(frozen=True)
class Place:
    """Where a stack fails: at layer `index`, which was given `reached`."""

    stack: Stack
    index: int
    source: object
    reached: object

    @property
    def call(self) -> LayerCall:
        """Return the layer that fails."""
        return self.stack[self.index]

    def given(self, code: str, source: object) -> Change:
        """Return the change of the input."""
        return Change(code, self.stack, source)

    def with_layers(self, code: str, *calls: LayerCall, at: int | None = None, instead: int = 1) -> Change:
        """Return the change that puts `calls` in the place of `instead` layers."""
        start = self.index if at is None else at
        return Change(code, (*self.stack[:start], *calls, *self.stack[start + instead :]), self.source)

    def with_arguments(self, **arguments: object) -> Change:
        """Return the change of one layer's arguments."""
        changed = self.call.changed(**arguments)
        return self.with_layers(changed.code, changed)


Found = tuple[str, list[Change]] | None
"""A cause that was found, with the changes that may mend it, the smallest first."""
