"""The client webuiapi from PyPI, unchanged, at the port that is given."""
import sys
import threading
import time

import webuiapi
from PIL import Image

MODEL = "tiny-sd15"
api = webuiapi.WebUIApi(host="127.0.0.1", port=int(sys.argv[1]), sampler="Euler a", steps=3)


def make(**wishes):
    return api.txt2img(width=64, height=64, seed=5, override_settings={"sd_model_checkpoint": MODEL}, **wishes)


# What there is.
assert "DPM++ 2M" in api.util_get_sampler_names(), api.util_get_sampler_names()
assert "karras" in api.util_get_scheduler_names(), api.util_get_scheduler_names()
assert MODEL in api.util_get_model_names(), api.util_get_model_names()
assert api.get_cmd_flags()["api"] is True
assert api.get_memory()["ram"]["total"] > 0
for listing in (api.get_upscalers, api.get_latent_upscale_modes, api.get_hypernetworks, api.get_face_restorers, api.get_realesrgan_models,
                api.get_prompt_styles, api.get_loras, api.get_sd_vae):
    assert isinstance(listing(), list), listing
assert set(api.get_embeddings()) == {"loaded", "skipped"}
assert not api.has_controlnet

# A picture, and what it says of itself.
result = make(prompt="a cat", negative_prompt="a dog", cfg_scale=3)
assert result.image.size == (64, 64) and len(result.images) == 1
assert result.info["all_seeds"] == [5] and result.parameters["steps"] == 3
info = api.png_info(result.image)
assert info.info.startswith("a cat\nNegative prompt: a dog\nSteps: 3, Sampler: Euler a"), info.info
assert info.json["parameters"]["Seed"] == "5"
assert make(prompt="a cat", negative_prompt="a dog", cfg_scale=3).image.tobytes() == result.image.tobytes(), "the same seed, the same picture"
assert len(make(prompt="a cat", batch_size=2, n_iter=2).images) == 4

# Options.
before = api.util_get_current_model()
api.util_set_model(MODEL, find_closest=False)
assert api.util_get_current_model() == MODEL
api.util_set_model(before, find_closest=False)
assert api.util_get_current_model() == before
assert api.refresh_checkpoints() is None

# Progress and interruption, while a picture is made.
answers = []
worker = threading.Thread(target=lambda: answers.append(api.txt2img(prompt="a cat", steps=1000, width=64, height=64, sampler_name="Euler",
                                                                    override_settings={"sd_model_checkpoint": MODEL})))
worker.start()
while not api.get_progress()["state"]["sampling_step"] > 2:
    time.sleep(0.02)
assert 0 < api.get_progress()["progress"] < 1 and api.get_progress()["state"]["sampling_steps"] >= 1000
assert api.interrupt() == {}
worker.join()
assert len(answers[0].images) == 1 and answers[0].images[0].size == (64, 64), "the picture as far as it was"
api.util_wait_for_ready(check_interval=0.1)

# A picture from a picture.
begun = {"images": [result.image], "prompt": "a cat", "seed": 5, "width": 64, "height": 64, "denoising_strength": 0.5,
         "override_settings": {"sd_model_checkpoint": MODEL}}
again = api.img2img(**begun)
assert again.image.size == (64, 64) and "Denoising strength: 0.5" in api.png_info(again.image).info, api.png_info(again.image).info
assert api.img2img(**begun).image.tobytes() == again.image.tobytes() != result.image.tobytes(), "the same seed, the same picture"
mask = Image.new("L", (64, 64))
mask.paste(255, (32, 32, 64, 64))
painted = api.img2img(**begun, mask_image=mask, mask_blur=0, inpainting_fill=1, inpaint_full_res=False).image.convert("RGB")
before = result.image.convert("RGB")
assert painted.crop((0, 0, 64, 32)).tobytes() == before.crop((0, 0, 64, 32)).tobytes() and painted.tobytes() != before.tobytes(), "the mask keeps what is black"

# What no plugin does yet is told in words.
for ask in (lambda: api.img2img(images=[result.image, result.image], prompt="a cat"),
            lambda: api.extra_single_image(Image.new("RGB", (64, 64)), upscaler_1="R-ESRGAN 4x+")):
    try:
        ask()
        raise SystemExit("a request was not refused")
    except RuntimeError as refusal:
        assert refusal.args[0] == 501 and "no plugin" in refusal.args[1] and "install one that provides" in refusal.args[1], refusal
print("webuiapi is served")
