"""Runs a network of diffusers on another engine, once for each line it reads.

worker.py NETWORK MODEL FOLDER ENGINE

NETWORK is unet or decoder; MODEL a diffusers folder, or "sd15" for a UNet of that size with random
weights; FOLDER holds the inputs and the expected output as raw 32-bit floats, each with its shape in
a text file beside it. Answers "ready ENGINE" when the network is loaded; then, to each line, the
milliseconds that one run took, how far the output is off, and the peak memory of this process and what
of it came with the network, in megabytes. Engines with a file format of their own get their file from another process first, so that
PyTorch's memory is not counted as theirs.
"""
import os
import re
import subprocess
import sys
import time

import numpy

NAMES = {"unet": ["x", "time", "context"], "decoder": ["latent"]}
network, model, folder, engine = sys.argv[1:5]


def array(name):
    shape = [int(n) for n in open(f"{folder}/{name}.txt").read().split()]
    return numpy.fromfile(f"{folder}/{name}.bin", dtype="<f4").reshape(shape)


def reference():
    """The network in PyTorch, and its inputs."""
    global before
    import torch
    from diffusers import AutoencoderKL, UNet2DConditionModel
    before = resident()
    torch.set_num_threads(os.cpu_count())
    torch.set_grad_enabled(False)

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

    module = (Denoiser() if network == "unet" else Decoder()).eval()
    return module, [torch.from_numpy(array(name)) for name in NAMES[network]]


def torch_eager():
    module, inputs = reference()
    return lambda: module(*inputs).numpy()


def torch_last():
    import torch
    module, inputs = reference()
    module = module.to(memory_format=torch.channels_last)
    return lambda: module(*inputs).numpy()


def openvino():
    global before
    import openvino as ov
    path = file("xml")
    before = resident()
    compiled = ov.Core().compile_model(path, "CPU", {
        "INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": os.cpu_count(), "PERFORMANCE_HINT": "LATENCY"})
    arrays = [array(name) for name in NAMES[network]]
    return lambda: compiled(arrays)[0]


def write_openvino():
    import openvino as ov
    module, inputs = reference()
    converted = ov.convert_model(module, example_input=tuple(inputs), input=[list(i.shape) for i in inputs])
    ov.save_model(converted, f"{folder}/{network}-openvino.xml", compress_to_fp16=False)


def onnxruntime():
    global before
    import onnxruntime as ort
    path = file("onnx")
    before = resident()
    options = ort.SessionOptions()
    options.intra_op_num_threads = os.cpu_count()
    session = ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    arrays = {name: array(name) for name in NAMES[network]}
    return lambda: session.run(None, arrays)[0]


def write_onnxruntime():
    import torch
    module, inputs = reference()
    torch.onnx.export(module, tuple(inputs), f"{folder}/{network}-onnxruntime.onnx", input_names=NAMES[network], dynamo=False)


def resident(line="VmRSS"):
    """Not getrusage: that one remembers the process which started this one."""
    return int(re.search(line + r":\s+(\d+)", open("/proc/self/status").read())[1]) / 1024


def file(suffix):
    """The network in the engine's own format, written by a process that is gone afterwards."""
    subprocess.run([sys.executable, __file__, *sys.argv[1:5], "write"], check=True)
    return f"{folder}/{network}-{engine}.{suffix}"


if sys.argv[5:] == ["write"]:
    {"openvino": write_openvino, "onnxruntime": write_onnxruntime}[engine]()
    sys.exit()

protocol = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
try:
    run = {"torch": torch_eager, "torch-last": torch_last, "openvino": openvino, "onnxruntime": onnxruntime}[engine]()
    run()
except Exception as problem:
    print("cannot run", str(problem).splitlines()[:1] or type(problem).__name__, file=protocol, flush=True)
    sys.exit(1)
expected = None if model == "sd15" else array("expected")
print("ready", engine, file=protocol, flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    out = run()
    milliseconds = (time.perf_counter() - start) * 1000
    off = 0 if expected is None else abs(out - expected).max() / numpy.sqrt(numpy.square(expected).mean())
    print(milliseconds, off, resident("VmHWM"), resident("VmHWM") - before, file=protocol, flush=True)
