"""What ONNX Runtime says of the starter's pictures by the tagger that ships: the eight surest tags of each.

pip install onnxruntime==1.32.0 pillow numpy; python make.py
"""
import csv
import json
import pathlib

import numpy
import onnxruntime
from PIL import Image

HERE = pathlib.Path(__file__).parent
TAGGER = HERE / "../../models/Tagger/icons"
session = onnxruntime.InferenceSession(TAGGER / "model.onnx")
entry = session.get_inputs()[0]
names = [row["name"] for row in csv.DictReader(open(TAGGER / "selected_tags.csv", encoding="utf-8"))]
out = {}
for path in sorted((HERE / "../starter").glob("0?.png")):
    picture = Image.open(path).convert("RGB")
    edge = max(picture.size)
    square = Image.new("RGB", (edge, edge), "white")
    square.paste(picture, ((edge - picture.width) // 2, (edge - picture.height) // 2))
    bgr = numpy.asarray(square.resize(entry.shape[1:3], Image.BICUBIC))[:, :, ::-1].astype(numpy.float32)
    scores = session.run(None, {entry.name: bgr[None]})[0][0]
    out[path.name] = [{"name": names[i], "score": float(scores[i])} for i in numpy.argsort(-scores)[:8]]
(HERE / "tags.json").write_text(json.dumps(out, indent=1) + "\n")
