// Rebuilds data/advisories.txt from OSV records: files of JSON lines, plain or gzipped. Not part of the running product.
//   node data/rebuild-advisories.mjs FILE... --as-of DATE [--out data/advisories.txt]
// DATE (RFC 3339) is the day the largest of the files was taken: what was published later is not in it, and depsec tells its age.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'as-of': { type: 'string' }, out: { type: 'string', default: join(root, 'data', 'advisories.txt') } } });
if (positionals.length === 0 || Number.isNaN(Date.parse(values['as-of'] ?? ''))) throw new Error('name files of OSV records, and --as-of DATE');

const contents = "export { readRecord, isUnread } from './src/sources/advisories/read-record.ts'; export { loadScorer } from './src/sources/advisories/cvss.ts'; export { writeSnapshot } from './src/sources/advisories/snapshot.ts';";
const built = await build({ stdin: { contents, resolveDir: root }, bundle: true, write: false, format: 'esm', platform: 'node' });
const { readRecord, isUnread, loadScorer, writeSnapshot } = await import(`data:text/javascript;base64,${Buffer.from(built.outputFiles[0].contents).toString('base64')}`);

const textOf = (path) => (path.endsWith('.gz') ? gunzipSync(readFileSync(path)).toString('utf8') : readFileSync(path, 'utf8'));
const score = await loadScorer();
const records = positionals.flatMap((path) => textOf(path).split('\n').filter(Boolean)).map((line) => readRecord(JSON.parse(line), score));
const unread = records.filter(isUnread);
for (const { id, why } of unread) console.error(`left out ${id}: ${why}`);
const text = writeSnapshot(records.filter((record) => !isUnread(record)), values['as-of']);
writeFileSync(`${values.out}.new`, text);
renameSync(`${values.out}.new`, values.out);
console.log(`${records.length - unread.length} records, ${text.length} characters`);
