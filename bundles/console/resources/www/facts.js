// What a picture was made with, as buttons: each sets one fact again.
import { h } from './dom.js';

/** How far a job that is being made has come, in words. */
export function doing({ progress: { step = 0, steps = 0, stage } = {} }, t) {
  const words = t('stage.' + stage);
  return stage && words !== 'stage.' + stage ? words : steps ? t('step', { step, steps }) : t('making');
}

/** Fields that are not called as their hook is. */
const HOOK = {
  noise: 'noisesource', parser: 'promptparser', encoder: 'textencoder', image: 'imagetoimage', controls: 'conditioner', optimizers: 'optimizer',
  watchers: 'stephook', finish: 'postprocessor',
};

/** Whether a job is still to be made. */
export const active = job => job?.state === 'waiting' || job?.state === 'running';
/** Whether an event overtook an answer about a job. */
export const overtaken = (known, job) => known && !active(known) && active(job);
export const idOf = value => value?.id ?? value;
export const given = value => value !== undefined && value !== null && value !== '';
export const hooksOf = (lists, name) => lists?.hooks?.[HOOK[name] ?? name] ?? [];

/** The plugin that a field's value names, by id, label or alias, as the workbench takes it. */
export function find(lists, name, value) {
  const wanted = String(idOf(value) ?? '').toLowerCase(), hooks = hooksOf(lists, name);
  const called = text => String(text ?? '').toLowerCase() === wanted;
  return hooks.find(hook => called(hook.id)) ?? hooks.find(hook => called(hook.label)) ?? hooks.find(hook => hook.aliases?.some(called));
}

/** What the plugins of a field, one or a list, are called, one after the other. */
export const labels = (lists, name, value) => [value ?? []].flat().filter(idOf).map(one => find(lists, name, one)?.label ?? idOf(one)).join(', ');

/** What was asked for; what is done to the finished picture may change its size. */
const sizeOf = ({ request = {}, width, height }) => ({ width: request.width ?? width, height: request.height ?? height });

/** Name, value in words, and what to set so that it holds again, for each fact of a picture {request, seed, width, height}. */
export function factsOf(picture, lists) {
  const r = picture.request ?? {}, label = name => find(lists, name, r[name])?.label ?? idOf(r[name]);
  const model = lists?.models?.find(one => one.name === r.model), seed = picture.seed ?? r.seed, { width, height } = sizeOf(picture);
  return [
    ['prompt', r.prompt, { prompt: r.prompt }], ['negative', r.negative, { negative: r.negative }], ['seed', seed, { seed }],
    ['steps', r.steps, { steps: r.steps }],
    ['sampler', [label('sampler'), label('schedule')].filter(Boolean).join(' '), { sampler: r.sampler, schedule: r.schedule }],
    ['cfg', r.cfg, { cfg: r.cfg }], ['model', model?.label ?? r.model, { model: r.model }],
    ['size', width && height && `${width} × ${height}`, { width, height }],
    ['image', labels(lists, 'image', r.image), { image: r.image }],
    ['finish', labels(lists, 'finish', r.finish), { finish: r.finish }],
  ].filter(([, value]) => given(value));
}

/** The facts as chips; what one sets is said. */
export function chips(picture, lists, studio) {
  const t = studio.words;
  return factsOf(picture, lists).map(([name, value, changes]) => h('button.chip', {
    'data-fact': name, title: t('fact.use', { name: t('fact.' + name) }),
    onclick: () => { studio.draft.set(changes); studio.say(t('fact.used', { name: t('fact.' + name) })); },
  }, t('fact.' + name) + ' ', h('b', String(value))));
}

/** Sets all that a picture was made with, and shows the panel that makes. */
export function recall(picture, studio) {
  const { request = {}, seed = request.seed } = picture;
  studio.recall({ ...request, seed, ...sizeOf(picture) });
  studio.say(studio.words('fact.usedAll'));
}
