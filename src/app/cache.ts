import { sentences, type Answer } from '../core/answer.js';
import { UserError } from '../core/errors.js';
import type { FilesSize } from '../store/files.js';
import type { Workshop } from './workshop.js';

type Kept = Pick<Workshop, 'files' | 'store' | 'home'>;

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];
const SIZE: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

function sizeText(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${step === 0 ? bytes : (bytes / 1000 ** step).toFixed(1)} ${UNITS[step]}`;
}

const filesText = ({ count, bytes }: FilesSize): string => `${count} ${count === 1 ? 'file' : 'files'}, ${sizeText(bytes)}`;

const WHAT: Readonly<Record<string, string>> = { analyses: 'what was found in files', answers: 'what indexes answered', advisory_answers: 'advisories by name', advisory_records: 'advisories by id' };

/** How much depsec keeps that it could fetch or find out again. */
export async function cacheStats({ files, store, home }: Kept): Promise<Answer> {
  const size = await files.size();
  const tables = store.cache.sizes();
  const rows = [
    ['folder', home.path],
    ['downloaded files', filesText(size)],
    ...tables.map(({ table, rows: count, bytes }) => [WHAT[table] ?? table, `${count} ${count === 1 ? 'entry' : 'entries'}, ${sizeText(bytes)}`]),
  ];
  return { groups: [{ rows }], document: { home: home.path, files: size, store: Object.fromEntries(tables.map(({ table, rows: count, bytes }) => [table, { count, bytes }])) } };
}

/** Removes all that can be fetched or found out again. The audit log, settings and advisories stay. */
export async function clearCache({ files, store }: Kept): Promise<Answer> {
  const entries = store.cache.sizes().reduce((sum, { rows }) => sum + rows, 0);
  store.cache.empty();
  const size = await files.clear();
  return sentences([`Removed ${filesText(size)}, and ${entries} kept ${entries === 1 ? 'result' : 'results'}. The audit log and the settings stay.`], { removed: { files: size, entries } });
}

/** Bytes from `2GB`, `500 MB` or a number. Throws `bad-arguments`. */
function bytesOf(text: string): number {
  const [, count, unit = ''] = /^(\d{1,15}(?:\.\d{1,3})?)\s*([kmgt]?)b?$/i.exec(text.trim()) ?? [];
  if (count === undefined) throw new UserError('bad-arguments', `--max-size ${JSON.stringify(text)}: not a size`, { hint: 'such as 2GB or 500MB' });
  return Number(count) * (SIZE[unit.toLowerCase()] ?? 1);
}

/** Removes downloaded files that nobody used for longest, beyond 10 GB or the size that is told. */
export async function pruneCache(maxSize: string | null, { files }: Kept): Promise<Answer> {
  const size = await (maxSize === null ? files.prune() : files.prune(bytesOf(maxSize)));
  return sentences([size.count === 0 ? 'Nothing to remove.' : `Removed ${filesText(size)}.`], { removed: { files: size } });
}
