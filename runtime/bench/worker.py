"""Runs a network of diffusers on other engines, once for each line it reads.

worker.py NETWORK MODEL FOLDER ENGINE...

NETWORK is unet or decoder; MODEL a diffusers folder, or "sd15" for a UNet of that size with random
weights; FOLDER holds the inputs and the expected output as raw 32-bit floats, each with its shape in
a text file beside it. Answers "ready ENGINE..." when all are loaded, with those that can run; then, to a
line with the name of an engine, the milliseconds that one run took and how far the output is off.
"""
import gc
import os
import sys
import time

import numpy
import torch
from diffusers import AutoencoderKL, UNet2DConditionModel

torch.set_num_threads(os.cpu_count())
torch.set_grad_enabled(False)
network, model, folder, engines = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]


def tensor(name):
    shape = [int(n) for n in open(f"{folder}/{name}.txt").read().split()]
    return torch.from_numpy(numpy.fromfile(f"{folder}/{name}.bin", dtype="<f4").reshape(shape))


class Denoiser(torch.nn.Module):
    def __init__(self):
        super().__init__()
        if model == "sd15":
            self.unet = UNet2DConditionModel(sample_size=64, cross_attention_dim=768, attention_head_dim=8)
        else:
            self.unet = UNet2DConditionModel.from_pretrained(model, subfolder="unet", torch_dtype=torch.float32)

    def forward(self, x, time, context):
        return self.unet(x, time, context, return_dict=False)[0]


class Decoder(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.vae = AutoencoderKL.from_pretrained(model, subfolder="vae", torch_dtype=torch.float32)

    def forward(self, latent):
        config = self.vae.config
        return self.vae.decode(latent / config.scaling_factor + (config.shift_factor or 0), return_dict=False)[0]


names = ["x", "time", "context"] if network == "unet" else ["latent"]
inputs = [tensor(name) for name in names]
expected = None if model == "sd15" else tensor("expected")
module = (Denoiser() if network == "unet" else Decoder()).eval()


def eager():
    return lambda: module(*inputs)


def last():
    copy = module.to(memory_format=torch.channels_last)
    return lambda: copy(*inputs)


def release():
    """PyTorch's copy of the weights is not needed once the network is converted."""
    global module
    module = None
    gc.collect()


def openvino():
    import openvino as ov
    core = ov.Core()
    converted = ov.convert_model(module, example_input=tuple(inputs), input=[list(i.shape) for i in inputs])
    release()
    compiled = core.compile_model(converted, "CPU", {
        "INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": os.cpu_count(), "PERFORMANCE_HINT": "LATENCY"})
    arrays = [i.numpy() for i in inputs]
    return lambda: torch.from_numpy(compiled(arrays)[0])


def onnxruntime():
    import onnxruntime as ort
    file = f"{folder}/{network}.onnx"
    torch.onnx.export(module, tuple(inputs), file, input_names=names, dynamo=False)
    release()
    options = ort.SessionOptions()
    options.intra_op_num_threads = os.cpu_count()
    session = ort.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    for name in os.listdir(folder):
        if not name.endswith((".bin", ".txt")):
            os.remove(f"{folder}/{name}")
    arrays = dict(zip(names, (i.numpy() for i in inputs)))
    return lambda: torch.from_numpy(session.run(None, arrays)[0])


makers = {"torch": eager, "torch-last": last, "openvino": openvino, "onnxruntime": onnxruntime}
protocol = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
runs = {}
for engine in engines:
    try:
        runs[engine] = makers[engine]()
        runs[engine]()
    except Exception as problem:
        print(f"{engine} cannot run: {str(problem).splitlines()[0] if str(problem) else type(problem).__name__}", file=sys.stderr)
        runs.pop(engine, None)
print("ready", *runs, file=protocol, flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    out = runs[line.strip()]()
    milliseconds = (time.perf_counter() - start) * 1000
    off = 0 if expected is None else ((out - expected).abs().max() / expected.square().mean().sqrt()).item()
    print(milliseconds, off, file=protocol, flush=True)
