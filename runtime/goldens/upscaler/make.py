"""Makes small upscalers of random weights, and what spandrel makes of a random picture by them.

pip install torch==2.15.0 spandrel==0.4.2; python make.py
"""
import pathlib

import torch
from safetensors.torch import save_file
from spandrel import ModelLoader

HERE = pathlib.Path(__file__).parent
FEATURES, GROWTH = 8, 32  # spandrel reads the number of features from a file, and takes the growth for granted


def convolution(name, out, into):
    weights = {"weight": torch.randn(out, into, 3, 3) / (9 * into) ** 0.5, "bias": torch.randn(out) * 0.05}
    return {f"{name}.{part}": value.half() for part, value in weights.items()}


def compact(factor):
    state = {}
    for i, (out, into) in enumerate([(8, 3), (8, 8), (3 * factor ** 2, 8)]):
        state |= convolution(f"body.{2 * i}", out, into)
        if i < 2:
            state[f"body.{2 * i + 1}.weight"] = (torch.rand(8) * 0.5).half()
    return state


def dense_layers():
    """Those of RRDBNet with one block, and three first ones: for pictures, and for their squares of 2x2 and 4x4 pixels."""
    layers = {}
    for channels in (3, 12, 48):
        layers |= convolution(f"conv_first.{channels}", FEATURES, channels)
    for name in ("conv_body", "conv_hr", "conv_up1", "conv_up2", "conv_up3"):
        layers |= convolution(name, FEATURES, FEATURES)
    for part in (1, 2, 3):
        for i in range(1, 6):
            layers |= convolution(f"body.0.rdb{part}.conv{i}", GROWTH if i < 5 else FEATURES, FEATURES + GROWTH * (i - 1))
    return layers | convolution("conv_last", 3, FEATURES)


def dense(layers, channels):
    first = f"conv_first.{channels}."
    return {k.replace(first, "conv_first."): v for k, v in layers.items() if "conv_up3" not in k and (k.startswith(first) or "conv_first" not in k)}


def former(layers, ups):
    """A picture's network by the names that the first ESRGAN had."""
    places = {"conv_first.3": "model.0", "conv_body": "model.1.sub.1", "conv_hr": f"model.{3 * ups + 2}", "conv_last": f"model.{3 * ups + 4}"}
    places |= {f"conv_up{i}": f"model.{3 * i}" for i in range(1, ups + 1)}
    state = {}
    for key, value in layers.items():
        path, part = key.rsplit(".", 1)
        if path in places:
            state[f"{places[path]}.{part}"] = value
        elif path.startswith("body"):
            state[path.replace("body", "model.1.sub").replace("rdb", "RDB") + f".0.{part}"] = value
    return state


torch.manual_seed(7)
torch.set_num_threads(1)
layers = dense_layers()
files = {"compact_x2": compact(2), "compact_x4": compact(4), "dense": layers}
networks = {"compact_x2": files["compact_x2"], "compact_x4": files["compact_x4"]}
networks |= {"dense_x4": dense(layers, 3), "dense_x2": dense(layers, 12), "dense_x1": dense(layers, 48)}
networks |= {f"former_x{2 ** ups}": former(layers, ups) for ups in (1, 2, 3)}
picture = torch.rand(1, 3, 16, 12).mul(255).round().div(255)
values = {"picture": picture}
for name, state in networks.items():
    model = ModelLoader().load_from_state_dict({key: value.float() for key, value in state.items()})
    with torch.no_grad():
        values[name] = model.model(picture).contiguous()
    print(name, model.architecture.name, model.scale, tuple(values[name].shape), values[name].std().item())
for name, tensors in (files | {"values": values}).items():
    save_file(tensors, HERE / f"{name}.safetensors")
