"""What a name may stand for while a model is read: a tensor without numbers, a layer, a class of the text."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

import torch
from torch import Tensor, nn

from cnn_core.doctor.stopping import Error, Refusal
from cnn_core.layer_call import LayerCall
from cnn_core.receptive_field import Field

if TYPE_CHECKING:
    from cnn_core.doctor.state import Scope

Shape = tuple[int, ...]
Output = Shape | tuple[Shape, ...] | str
"""What leaves a model: a shape, several, or the name of what is no tensor."""


class Laid(NamedTuple):
    """What a number sees that lies in no map any more; `is_whole` where the last axis is all of a picture."""

    size: tuple[int, int]
    is_whole: bool


Sees = Field | Laid | Literal["all"] | None


@dataclass(eq=False)
class Traced:
    """A tensor on torch's meta device, what a cell of it sees, and the step that made it; -1 is the input."""

    tensor: Tensor = field(repr=False)  # its own would import more of torch
    sees: Sees = None
    step: int = -1
    is_parameter: bool = False


class Several(tuple[object, ...]):
    """What `max` along an axis gives: `values` and `indices`, in a type of torch's own."""

    kind: Callable[[list[object]], object] = tuple


def tensors_in(values: tuple[object, ...]) -> list[Traced]:
    """Return the tensors among values, and in tuples and lists of them."""
    found: list[Traced] = []
    for value in values:
        if isinstance(value, Traced):
            found.append(value)
        elif isinstance(value, tuple | list):
            found += tensors_in(tuple(cast("list[object]", value)))
    return found


@dataclass(eq=False)
class Layer:
    """One of torch's layers, on the meta device, and the call in the source that makes it."""

    call: LayerCall
    module: nn.Module
    node: ast.Call
    line: int
    swallowed: bool = False
    """Whether it was given a tensor where its settings belong."""
    in_forward: bool = False
    """Whether it is made while the model is called."""
    is_training: bool = True
    dtype: torch.dtype | None = None
    """The type that its weights were put into since."""


@dataclass(eq=False)
class Chain:
    """An nn.Sequential, ModuleList or ModuleDict."""

    kind: str
    node: ast.Call
    items: dict[str, object] = field(default_factory=dict[str, object])


@dataclass(eq=False)
class OwnFunction:
    """A function or method of the text."""

    node: ast.FunctionDef
    name: str
    owner: Instance | None = None
    own_class: OwnClass | None = None
    around: Scope | None = None
    """The names of the function that it stands in."""


def is_static(node: ast.FunctionDef) -> bool:
    """Return whether a method is a function that its class only holds."""
    return [ast.unparse(each) for each in node.decorator_list] == ["staticmethod"]


@dataclass(eq=False)
class OwnClass:
    """A class of the text that is an nn.Module."""

    node: ast.ClassDef
    base: OwnClass | None
    methods: Mapping[str, ast.FunctionDef]
    constants: dict[str, object] = field(default_factory=dict[str, object])
    refusal: Refusal | None = None
    is_module: bool = True
    is_chain: bool = False
    """Whether it is an nn.Sequential."""

    def method(self, name: str) -> tuple[OwnClass, ast.FunctionDef] | None:
        """Return a method and the class that has it."""
        if name in self.methods:
            return self, self.methods[name]
        return self.base.method(name) if self.base else None


@dataclass(eq=False)
class Instance:
    """An object of such a class; `is_module` once nn.Module's own __init__ was called."""

    own_class: OwnClass
    attributes: dict[str, object] = field(default_factory=dict[str, object])
    is_module: bool = False
    chain: Chain | None = None
    """Its layers, where it is an nn.Sequential."""
    hidden: Refusal | None = None
    """What was not read may have set any attribute."""


@dataclass(eq=False)
class Bound:
    """A method of a value, not yet called."""

    owner: object
    name: str
    node: ast.expr


@dataclass(frozen=True)
class Namespace:
    """`torch`, `nn`, `F` and what else is a door to names of the list."""

    name: str


@dataclass(frozen=True)
class LayerName:
    """`nn.Conv2d`, not yet called."""

    name: str


@dataclass(frozen=True)
class Function:
    """A function of the list, not yet called."""

    space: str
    name: str
    function: Callable[..., object]


@dataclass(frozen=True)
class Foreign:
    """A name from a package that the doctor does not read."""

    name: str


@dataclass(frozen=True)
class Unread:
    """A value that could not be read, and why."""

    why: Refusal | Error


@dataclass(eq=False)
class Site:
    """Where a step is written: the layer or function that was called, and the expression that calls it.

    `node` is the call that holds the settings; `calling` the call in `forward`, None in an nn.Sequential.
    """

    call: LayerCall | None
    node: ast.Call | None
    calling: ast.AST | None
    chain: Chain | None
    given: tuple[object, ...]


@dataclass(frozen=True)
class Step:
    """What one layer or function does: the line it stands on, what leaves it, what it costs.

    `shape` is None for what is no tensor; two where two leave it. `sees` is (height, width), "all"
    once every pixel is read, None where it cannot be said. `made` is the line that makes the layer.
    """

    line: int
    made: int | None
    op: str
    shape: Shape | tuple[Shape, ...] | None
    multiplications: int
    sees: tuple[int, int] | Literal["all"] | None
    site: Site = field(repr=False, compare=False)


Model = Layer | Chain | Instance
MODEL = (Layer, Chain, Instance)


def parts_of(*models: object) -> Iterator[object]:
    """Return the layers, parameters and objects of models, each once, and what of it was not read."""
    seen: set[int] = set()
    waiting = [*models]
    while waiting:
        value = waiting.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, Chain):
            waiting += reversed(value.items.values())
        elif isinstance(value, Instance):
            waiting += [value.hidden, *reversed(value.attributes.values()), value.chain]
            yield value
        elif isinstance(value, Layer | Traced | Unread | Refusal):
            yield value


def layers_in(*models: object) -> list[Layer]:
    """Return torch's own layers in models, each once."""
    return [part for part in parts_of(*models) if isinstance(part, Layer)]
