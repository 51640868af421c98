// The clients stable-diffusion-api and node-sd-webui from npm, unchanged, at the port that is given.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const [folder, port] = process.argv.slice(2);
const require = createRequire(`${folder}/`);
const { StableDiffusionApi } = require('stable-diffusion-api');
const sdwebui = require('node-sd-webui').default;
const model = 'tiny-sd15';

const api = new StableDiffusionApi({ host: '127.0.0.1', port: Number(port), protocol: 'http', defaultSampler: 'DPM++ 2M Karras', defaultStepCount: 3 });
const wishes = { prompt: 'a cat', negative_prompt: 'a dog', seed: 7, width: 64, height: 64, override_settings: { sd_model_checkpoint: model } };
const made = await api.txt2img(wishes);
assert.equal(made.images.length, 1);
const info = JSON.parse(made.info);
assert.equal(info.seed, 7);
assert.equal(info.sampler_name, 'DPM++ 2M');
assert.equal(made.parameters.steps, 3);
const size = await made.image.metadata();
assert.deepEqual([size.width, size.height, size.format], [64, 64, 'png']);
assert.ok((await api.getSamplers()).some(sampler => sampler.name === 'Euler a'));
assert.ok((await api.getSdModels()).some(one => one.model_name === model));
assert.equal((await api.getOptions()).samples_format, 'png');
assert.equal((await api.getProgress()).progress, 0);
assert.ok((await api.getCmdFlags()).api);
await api.refreshCheckpoints();
for (const list of ['getUpscalers', 'getHypernetworks', 'getFaceRestorers', 'getRealesrganModels', 'getPromptStyles']) {
  assert.ok(Array.isArray(await api[list]()), list);
}
const begun = await (await api.img2img({ ...wishes, init_images: [made.image] })).image.metadata();
assert.deepEqual([begun.width, begun.height], [64, 64]);

const client = sdwebui({ apiUrl: `http://127.0.0.1:${port}` });
const second = await client.txt2img({ prompt: 'a fox', seed: 3, steps: 2, width: 64, height: 64, samplingMethod: 'Euler a' });
assert.equal(JSON.parse(second.info).all_prompts[0], 'a fox');
assert.equal((await client.pngInfo({ imageData: second.images[0] })).prompt, 'a fox');
const third = await client.img2img({ imageData: [second.images[0]], prompt: 'a fox', seed: 3, steps: 2, width: 64, height: 64 });
assert.equal(JSON.parse(third.info).all_prompts[0], 'a fox');
console.log('stable-diffusion-api and node-sd-webui are served');
