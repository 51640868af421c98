"""Clients of AUTOMATIC1111's API from PyPI, unchanged: python pypi_clients.py PORT FOLDER CLIENT"""
import asyncio
import pathlib
import sys

PORT, FOLDER = int(sys.argv[1]), pathlib.Path(sys.argv[2])
ADDRESS = f"http://127.0.0.1:{PORT}"
MODEL = "tiny-sd15"
PATIENCE = 180
MINE = {"sd_model_checkpoint": MODEL}


def aaa1111():
    from aaa1111 import AAA1111
    from aaa1111.types import TXT2IMG

    api = AAA1111(port=PORT)
    assert "Euler a" in [each.name for each in api.samplers()]
    assert MODEL in [each.model_name for each in api.sd_models()]
    for listing in (api.upscalers, api.latent_upscale_modes, api.hypernetworks, api.face_restorers, api.realesrgan_models, api.prompt_styles, api.script_info):
        assert isinstance(listing(), list), listing
    made = api.txt2img(TXT2IMG(prompt="a cat", seed=5, steps=2, width=64, height=64, sampler_name="Euler a", override_settings=MINE))
    assert made.images[0].size == (64, 64) and made.info["all_seeds"] == [5]
    assert made.info["infotexts"][0].startswith("a cat\nSteps: 2, Sampler: Euler a")
    assert api.progress().state["job_timestamp"] == made.info["job_timestamp"]
    before = api.get_options()
    api.set_options(samples_format="webp", jpeg_quality=90)
    assert api.get_options()["samples_format"] == "webp"
    api.set_options(samples_format=before["samples_format"], jpeg_quality=before["jpeg_quality"])


def sd_backend_client():
    from sd_backend_client.api.a1111_webservice import A1111Webservice
    from sd_backend_client.api.shared_data.diffusion_params import DiffusionParams

    api = A1111Webservice(ADDRESS)
    assert {"Euler a", "DPM++ 2M SDE Heun"} <= {each.name for each in api.get_samplers()}
    assert MODEL in [each.model_name for each in api.get_models()]
    assert api.get_upscalers() and api.list_schedulers() and api.get_capabilities()
    assert api.get_vae() == [] and api.get_hypernetworks() == [] and "mono" in str(api.get_loras())
    before = api.get_config()["sd_model_checkpoint"]
    api.set_config({"sd_model_checkpoint": MODEL})
    made = api.txt2img(DiffusionParams(prompt="a fox", sampler="Euler a", scheduler="sgm_uniform", steps=2, width=64, height=64, seed=7))
    assert made["images"][0].size == (64, 64)
    handle = api.submit_txt2img(DiffusionParams(prompt="a fox", sampler="Euler a", scheduler="sgm_uniform", steps=2, width=64, height=64, seed=7))
    assert handle.wait(timeout=PATIENCE).images[0].tobytes() == made["images"][0].tobytes(), "the same seed, the same picture"
    assert api.progress_check().state.job_count == 0
    api.set_config({"sd_model_checkpoint": before})


def easyai():
    from easyai import EasyAPI

    api = EasyAPI(port=PORT, sampler="DPM++ 2M Karras", steps=2)
    made = asyncio.run(several(api, 3, 4, 3))
    assert made[0].image.size == (64, 64) and made[0].info["sampler_name"] == "DPM++ 2M"
    assert made[0].parameters["scheduler"] == "Karras"
    assert [each.info["seed"] for each in made] == [3, 4, 3]
    assert made[0].image.tobytes() == made[2].image.tobytes() != made[1].image.tobytes()
    before = api.util_get_current_model()
    api.util_set_model(MODEL)
    assert api.util_get_current_model() == MODEL and MODEL in api.util_get_model_names()
    api.set_options({"sd_model_checkpoint": before})
    api.util_wait_for_ready(check_interval=0.1)


async def several(api, *seeds):
    return await asyncio.gather(*(api.txt2img(prompt="a dog", seed=seed, width=64, height=64, override_settings=MINE, use_async=True) for seed in seeds))


def mpapi_webui():
    from PIL import Image
    from mpwebui.mpapi import MPAPI

    file = FOLDER / "mpapi.png"
    file.unlink(missing_ok=True)
    api = MPAPI([ADDRESS])
    api.call_txt2img({"prompt": "a hen", "seed": 9, "steps": 2, "width": 64, "height": 64, "sampler_index": "Euler", "override_settings": MINE}, str(file))
    for each in list(api.pdict.values()):
        each["proc"].join()
    assert Image.open(file).info["parameters"].startswith("a hen\nSteps: 2, Sampler: Euler,"), Image.open(file).info


def image_generation_mcp():
    """Its pictures have 768 x 512 pixels and 30 steps, whatever one wants, so it is interrupted as soon as it has told of a step."""
    import httpx
    from image_generation_mcp.providers.sd_webui import SdWebuiImageProvider

    async def use():
        provider = SdWebuiImageProvider(ADDRESS, model=MODEL)
        told = asyncio.Event()

        def tell(progress, message):
            if progress > 0.01:
                told.set()

        try:
            found = await provider.discover_capabilities()
            assert not found.degraded and MODEL in [each.model_id for each in found.models], found
            making = asyncio.create_task(provider.generate("a pig", aspect_ratio="3:2", progress_callback=tell))
            await asyncio.wait_for(told.wait(), PATIENCE)
            async with httpx.AsyncClient() as other:
                assert (await other.post(f"{ADDRESS}/sdapi/v1/interrupt")).json() == {}
            await asyncio.wait([making], timeout=PATIENCE)
            assert making.done() and making.exception() is None or "images" in str(making.exception()), making
        finally:
            await provider.aclose()

    asyncio.run(use())


if __name__ == "__main__":
    {each.__name__: each for each in (aaa1111, sd_backend_client, easyai, mpapi_webui, image_generation_mcp)}[sys.argv[3]]()
