// Rebuilds the list of popular names from download statistics; see README.md beside this file.
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const LARGEST_SOURCE = 64 * 1024 * 1024;
const FEWEST_NAMES = 1_000;
const NAME = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i;

async function download(url) {
  const reply = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(60_000) });
  if (!reply.ok) throw new Error(`${url} answered ${reply.status}`);
  const chunks = [];
  let bytes = 0;
  for await (const chunk of reply.body) {
    bytes += chunk.length;
    if (bytes > LARGEST_SOURCE) throw new Error(`${url} is larger than ${LARGEST_SOURCE} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** JSON statistics: rows in order, or with `download_count`. */
function fromJson(text) {
  const parsed = JSON.parse(text);
  const rows = Array.isArray(parsed) ? parsed : parsed?.rows;
  if (!Array.isArray(rows)) throw new Error('the JSON holds neither a list nor an object with a list "rows"');
  const counted = rows.every((row) => Number.isFinite(row?.download_count));
  const ordered = counted ? rows.toSorted((a, b) => b.download_count - a.download_count) : rows;
  return ordered.map((row, position) => ({ rank: position + 1, name: row?.project ?? row?.name }));
}

/** A table: rank, tab, name. */
function fromTable(text) {
  const rows = text.split(/\r?\n/).filter(Boolean).map((line) => line.split('\t'));
  return rows.map(([rank, name]) => ({ rank: Number(rank), name })).toSorted((a, b) => a.rank - b.rank);
}

function checked({ rank, name }) {
  if (!Number.isSafeInteger(rank) || rank < 1) throw new Error(`not a rank: ${JSON.stringify(rank)} (${JSON.stringify(name)})`);
  if (typeof name !== 'string' || name.length > 200 || !NAME.test(name)) throw new Error(`not a project name: ${JSON.stringify(name)}`);
  return { rank, name: name.toLowerCase().replace(/[-_.]+/g, '-') };
}

/** The lines of the new list: checked, normalised, each name once with its best rank. */
function listOf(text, limit) {
  const entries = (/^\s*[[{]/.test(text) ? fromJson(text) : fromTable(text)).map(checked).filter(({ rank }) => rank <= limit);
  const best = new Map();
  for (const entry of entries) if (!best.has(entry.name)) best.set(entry.name, entry);
  if (best.size < Math.min(limit, FEWEST_NAMES)) throw new Error(`only ${best.size} names: this cannot be the whole list`);
  if (entries[0].rank !== 1) throw new Error('the first rank is missing');
  return [...best.values()];
}

async function replace(path, text) {
  const fresh = join(dirname(path), `.${process.pid}.names.tmp`);
  try {
    await writeFile(fresh, text, { flag: 'wx', mode: 0o644 });
    await rename(fresh, path);
  } finally {
    await rm(fresh, { force: true });
  }
}

async function main() {
  const defaults = { limit: { type: 'string', default: '15000' }, out: { type: 'string', default: fileURLToPath(new URL('pypi-ranks.tsv', import.meta.url)) } };
  const { values, positionals } = parseArgs({ allowPositionals: true, options: defaults });
  const [source] = positionals;
  const limit = Number(values.limit);
  if (positionals.length !== 1 || !Number.isSafeInteger(limit) || limit < 1) throw new Error('usage: node data/rebuild-names.mjs FILE_OR_URL [--limit 15000] [--out FILE]');
  if (/^http:/i.test(source) && !/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/i.test(source)) throw new Error('an http: list can be changed on its way; use https:');
  const text = /^https?:/i.test(source) ? await download(source) : await readFile(source, 'utf8');
  const names = listOf(text, limit);
  await replace(values.out, names.map(({ rank, name }) => `${rank}\t${name}\n`).join(''));
  console.log(`${names.length} names written to ${values.out}`);
}

try {
  await main();
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}
