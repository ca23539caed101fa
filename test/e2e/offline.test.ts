import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { fixture, ground, makeSandbox, openIndex } from '../support/given.js';
import type { Sandbox } from '../support/runs/sandbox.js';

/** Has Node note every name that depsec looks up and every connection that it opens, in all of its threads. */
function watchConnections(box: Sandbox): { readonly options: string; readonly opened: () => string } {
  const log = join(box.folder, 'connections');
  const watcher = join(box.folder, 'watch.mjs');
  const note = (what: string): string => `appendFileSync(${JSON.stringify(log)}, ${what} + '\\n');`;
  writeFileSync(watcher, `import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) { ${note("'connection ' + JSON.stringify(args[0])")} return connect.apply(this, args); };
const { lookup } = dns;
dns.lookup = function (...args) { if (net.isIP(args[0]) === 0) { ${note("'name ' + args[0]")} } return lookup.apply(this, args); };
const { createSocket } = dgram;
dgram.createSocket = function (...args) { ${note("'datagram'")} return createSocket.apply(this, args); };
syncBuiltinESMExports();
`);
  return { options: `--import=${pathToFileURL(watcher).href}`, opened: () => (existsSync(log) ? readFileSync(log, 'utf8') : '') };
}

test('offline no connection is opened and no name is looked up, whatever is asked for', { timeout: 180_000 }, async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const { options, opened } = watchConnections(box);
  // Everything is on, that it may be seen to be off.
  const env = { DEPSEC_LOOKUPS: undefined, NODE_OPTIONS: options, DEPSEC_OSV_URL: new URL('/', index.url).href };
  const bare = box.addVenv('bare', ground().bareVenv);
  const wheel = fixture('petals', '2.0.0').path;
  const inBare = [['scan'], ['scan', wheel], ['monitor', '--once'], ['generate-constraints'], ['update-db']];
  const ends: (readonly [string, number])[] = [];
  for (const args of inBare) ends.push([args.join(' '), (await box.depsec([...args, '--offline'], { env, venv: bare })).code]);
  for (const args of [['audit', '-i', index.url, 'petals'], ['install', '--no-index', wheel]]) ends.push([args.join(' '), (await box.depsec([...args, '--offline'], { env })).code]);
  // What can be done without a network is done; the others say that they cannot.
  expect(ends.map(([words, code]) => `${words.split(' ')[0] ?? ''} ${code}`)).toEqual(['scan 0', 'scan 0', 'monitor 0', 'generate-constraints 0', 'update-db 2', 'audit 3', 'install 0']);
  expect(opened()).toBe('');
  expect(index.requests).toEqual([]);
  expect(box.installed()).toEqual(['petals==2.0.0']);
  await box.depsec(['audit', '-i', index.url, 'petals'], { env });
  expect(opened()).toContain('connection');
});
