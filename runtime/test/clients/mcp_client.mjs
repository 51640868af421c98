// The official client of the Model Context Protocol from npm, unchanged: node mcp_client.mjs FOLDER ADDRESS COMMAND.. speaks to a server over HTTP and over standard input and output.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const [folder, address, command, ...args] = process.argv.slice(2);
const require = createRequire(`${folder}/`);
const { Client } = require('@modelcontextprotocol/sdk/client/index.js');
const { StreamableHTTPClientTransport } = require('@modelcontextprotocol/sdk/client/streamableHttp.js');
const { StdioClientTransport } = require('@modelcontextprotocol/sdk/client/stdio.js');

// After listTools the client itself holds each answer against the tool's output schema.
async function use(transport) {
  const client = new Client({ name: 'a test', version: '1' });
  await client.connect(transport);
  assert.equal(client.getServerVersion().name, 'mezzotint');
  assert.ok(client.getServerCapabilities().tools);
  assert.match(client.getInstructions(), /unknown/);
  await client.ping();
  const { tools } = await client.listTools();
  assert.deepEqual(tools.map(tool => tool.name), ['compare', 'get', 'resolve', 'search']);
  assert.ok(tools.every(tool => tool.outputSchema && tool.description && tool.annotations.readOnlyHint));
  const call = async (name, given) => {
    const result = await client.callTool({ name, arguments: given });
    assert.ok(!result.isError, JSON.stringify(result));
    assert.deepEqual(JSON.parse(result.content[0].text), result.structuredContent);
    return result.structuredContent;
  };

  const found = await call('search', { query: 'free local image generator with an API' });
  assert.deepEqual(found.filters.map(filter => filter.id), ['free', 'local', 'output:image']);
  assert.ok(found.results.slice(0, 3).some(result => result.id === 'vladmandic/sdnext'), JSON.stringify(found.results));
  const model = await call('resolve', { name: 'GPT-4.1-mini' });
  assert.equal(model.id, 'openai/gpt-4.1-mini');
  assert.equal(model.by, 'alias');
  const got = await call('get', { id: model.id });
  assert.ok(got.facts.every(fact => fact.source && fact.date));
  assert.ok(got.facts.some(fact => fact.key === 'contextTokens' && fact.value === '1047576'));
  assert.ok(got.unknown.includes('licence'));
  assert.ok(got.prices.every(price => typeof price.amount === 'string' && got.sources[price.source]));
  const compared = await call('compare', { ids: [model.id, 'vladmandic/sdnext'] });
  assert.equal(compared.verdicts[0].verdict, 'none');
  assert.ok(compared.artifacts[1].scores.some(score => score.refused && !('value' in score)));

  const missing = await client.callTool({ name: 'get', arguments: { id: 'vladmandic/sdnxt' } });
  assert.ok(missing.isError && missing.content[0].text.includes('vladmandic/sdnext'), JSON.stringify(missing));
  const foreign = await client.callTool({ name: 'get', arguments: { id: '世界 é' } });
  assert.ok(foreign.isError && foreign.content[0].text.includes('世界 é'), JSON.stringify(foreign));
  const wrong = await client.callTool({ name: 'search', arguments: { query: 'cats', limit: 0 } });
  assert.ok(wrong.isError && wrong.content[0].text.includes('from 1 to 20'), JSON.stringify(wrong));
  await assert.rejects(client.callTool({ name: 'paint', arguments: {} }), { code: -32602 });
  await assert.rejects(client.listResources());
  const many = await Promise.all(Array.from({ length: 8 }, () => call('resolve', { name: 'vladmandic/sdnext' })));
  assert.ok(many.every(one => one.by === 'id'));
  await client.close();
}

await use(new StreamableHTTPClientTransport(new URL(address)));
await use(new StdioClientTransport({ command, args, env: process.env }));
console.log('the client from npm is served');
