// A stand-in for the workbench, for trying the console alone: serves its files and invents jobs (server-sent events only).
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
const types = { html: 'text/html', css: 'text/css', js: 'text/javascript', json: 'application/json', svg: 'image/svg+xml' };
const streams = new Set(), jobs = [], pictures = [];
const number = (minimum, maximum) => ({ type: 'integer', minimum, maximum });
const hooks = { sampler: [{ id: 'euler', label: 'Euler', on: true, bundle: 'sampler.euler', version: '1.0.0', schema: {} }], schedule: [{ id: 'automatic', label: 'Automatic', on: true, schema: {} }], guidance: [] };
const lists = {
  '/api/panels': [{ id: 'generate', label: 'Make', module: '/panels/generate/generate.js', icon: 'make', order: 10 }],
  '/api/models': [{ name: 'starter', label: 'Mezzotint Starter', defaults: { width: 256, height: 256, steps: 12, sampler: 'euler', schedule: 'automatic', cfg: 4 }, examples: [] }],
  '/api/hooks': hooks, '/api/jobs': jobs, '/api/pictures': pictures,
  '/api/settings': { properties: { prompt: { type: 'string' }, width: number(64, 1024), height: number(64, 1024), count: number(1, 8), steps: number(1, 50), cfg: { type: 'number', minimum: 1, maximum: 15, 'x-step': 0.5 } } },
  '/api/status': { engine: 'PyTorch, 2 threads', memory: { used: 1.1e9, total: 24e9 }, running: [] },
};
const send = message => { for (const s of streams) s.write(`data: ${JSON.stringify(message)}\n\n`); };

function run(job) {
  const timer = setInterval(() => {
    if (job.state === 'cancelled') return clearInterval(timer);
    job.state = 'running';
    job.progress = { step: (job.progress.step ?? 0) + 1, steps: 12, secondsLeft: (12 - job.progress.step) * 0.2 };
    if (job.progress.step === 12) {
      clearInterval(timer);
      job.state = 'done';
      job.pictures = [{ id: 'p' + job.id, url: '/api/pictures/p' + job.id, seed: 4021, width: 256, height: 256, infotext: job.request.prompt }];
      pictures.unshift({ ...job.pictures[0], request: job.request });
    }
    send({ type: 'job', job });
  }, 200);
}

createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const json = (value, status = 200) => { response.writeHead(status, { 'Content-Type': 'application/json' }); response.end(JSON.stringify(value)); };
  if (pathname === '/api/events') { response.writeHead(200, { 'Content-Type': 'text/event-stream' }); response.write('data: {"type":"hello"}\n\n'); streams.add(response); return request.on('close', () => streams.delete(response)); }
  if (request.method === 'POST' && pathname === '/mock/install') { hooks.sampler.push({ ...hooks.sampler[0], id: 'heun', label: 'Heun' }); send({ type: 'plugins' }); return json({}); }
  if (request.method === 'POST') { let body = ''; for await (const part of request) body += part; const asked = JSON.parse(body); if (asked.sampler && !hooks.sampler.some(one => one.id === asked.sampler)) return json({ title: 'This cannot be done as asked', detail: `no sampler is called ${asked.sampler}`, advice: 'choose among [Euler]' }, 400); const job = { id: String(jobs.length + 1), state: 'waiting', position: 1, request: { ...asked, width: 256, height: 256 }, progress: {}, pictures: [] }; jobs.push(job); run(job); return json(job, 202); }
  if (request.method === 'DELETE') { const job = jobs.find(j => pathname.endsWith('/' + j.id)); job.state = 'cancelled'; send({ type: 'job', job }); return json(job); }
  if (lists[pathname]) return json(lists[pathname]);
  if (pathname.startsWith('/api/pictures/')) { response.writeHead(200, { 'Content-Type': 'image/png' }); return response.end(PNG); }
  const base = pathname.startsWith('/panels/generate/') ? new URL('../../../../plugins/panel.generate/resources/static/', import.meta.url) : new URL('../../resources/www/', import.meta.url);
  try { const name = pathname === '/' ? 'index.html' : pathname.split('/').pop(); const bytes = readFileSync(new URL(name, base)); response.writeHead(200, { 'Content-Type': types[name.split('.').pop()] }); response.end(bytes); }
  catch { response.writeHead(404); response.end(); }
}).listen(process.env.PORT ?? 8123, '127.0.0.1');
