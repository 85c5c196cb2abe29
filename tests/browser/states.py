"""The states of each lesson that need the most room."""

from tests.browser.figures import Lesson

# Each lesson is opened in its first state; links set the others.
STATES: dict[Lesson, dict[str, dict[str, str | int]]] = {
    "convolution": {
        "numbers": {},
        "large kernel": {"kernel_size": 7, "padding": 3, "height": 12, "width": 12},
        "photo": {"input": "cat"},
    },
    "neuron": {"neuron": {"kernel": "count", "right": 1, "first": "count"}},
    "live-network": {"live network": {}},
    "pooling": {
        "pooling": {},
        "wide padding": {"kernel_size": 4, "padding": 2, "ceil_mode": 1, "gradient": 1},
        "strided convolution": {"layer": "conv", "kernel_size": 4, "shift": 1},
    },
    "why-cnn": {"laboratory": {"right": 4}, "shuffled": {"shuffle": 1}},
    "input-shape": {
        "input shape": {},
        "mends": {"view": "mend", "mend": 1},
        "memory": {"view": "memory"},
        "file": {"view": "file"},
        "drill": {"view": "drill"},
    },
    "output-size": {
        "output size": {"height": 227, "kernel_size": 11, "stride": 4, "grade": "2"},
        "a stack": {"height": 5, "kernel_size": 7, "grade": "4", "answer": 1},
    },
    "conv2d": {
        "conv2d": {},
        "many channels": {"in_channels": 8, "out_channels": 64, "kernel_size": "5,3"},
        "as AlexNet begins": {"out_channels": 64, "kernel_size": 11, "stride": 4, "size": 56},
        "its longest question": {
            "in_channels": 8,
            "out_channels": 64,
            "kernel_size": "11,10",
            "groups": 8,
            "bias": 0,
        },
        "refused": {"written": "note"},
    },
    "maxpool2d": {
        "maxpool2d": {"padding": 1, "kernel_size": 3, "ceil_mode": 1, "return_indices": 1},
        "average": {"layer": "AvgPool2d", "kernel_size": 3, "stride": "2,1", "padding": 1},
        "refused": {"kernel_size": 3, "padding": 2},
    },
    "gradient": {
        "gradient": {},
        "a kernel weight": {"layer": "conv", "step": 6},
        "a digit": {"input": "digit", "layer": "conv", "view": "live"},
        "a pixel of the digit": {"input": "digit", "layer": "pixel", "view": "live"},
        "a broken digit": {"input": "digit", "change": "sign", "view": "live"},
    },
    "training": {
        "training": {},
        "all changed": {
            "net": "dense",
            "lr": "0.3",
            "optimizer": "momentum",
            "labels": "random",
            "zero_grad": 0,
        },
    },
}
