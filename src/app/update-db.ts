import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ArchiveRefusal } from '../archive/refusal.js';
import { ToolError, UserError } from '../core/errors.js';
import { makePrivateFolder, removeTree } from '../platform/files.js';
import { Interrupted } from '../platform/processes/interrupts.js';
import { loadScorer } from '../sources/advisories/cvss.js';
import { changesSince, type Change } from '../sources/advisories/update/changes.js';
import { importArchive, recordFrom, rowsFrom, type ImportOptions } from '../sources/advisories/update/import.js';
import { OSV_BUCKET, openMirror, type Mirror } from '../sources/advisories/update/mirror.js';
import type { AdvisoryEditions } from '../store/advisory-editions.js';
import { ifUnlocked } from '../store/lock.js';
import { serviceHttp, type OpenAdvisories } from './look-up/open-advisories.js';
import { refreshNames } from './look-up/refresh-names.js';
import type { Observer } from './observer.js';
import type { GlobalFlags } from './request.js';
import type { Workshop } from './workshop.js';

export interface UpdateFlags extends GlobalFlags {
  /** A URL, file or folder to take the database from; null for OSV's own. */
  readonly from: string | null;
}

/** What of a run is needed here. */
export type UpdateShop = Pick<Workshop, 'store' | 'home' | 'clock' | 'signal'> & Pick<OpenAdvisories, 'environment'>;

interface Updating {
  readonly mirror: Mirror;
  readonly editions: AdvisoryEditions;
  readonly shop: UpdateShop;
  readonly observer: Pick<Observer, 'phase' | 'advance'>;
}

// Beyond so many changes the whole is fetched faster than its parts.
const MOST_CHANGES = 500;
const PER_STEP = 50;
const STALE_LOCK_MS = 30 * 60_000;

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

async function applyStep(step: readonly Change[], { mirror, editions }: Pick<Updating, 'mirror' | 'editions'>): Promise<void> {
  const score = await loadScorer();
  const rows = await Promise.all(step.map(async ({ id }) => {
    const text = await mirror.file(`${id}.json`);
    if (text === null) throw new ToolError('network', `${mirror.title} lists ${id} as changed and does not have it`, { hint: 'the database is as it was; try again later' });
    return rowsFrom(recordFrom(text, score).record);
  }));
  editions.update(step.map(({ id }) => id), rows.flat(), step.at(-1)?.modified ?? 0);
}

/** Each step is whole by itself and moves the date of the database, so an interrupted update is taken up where it ended. */
async function applyChanges(changes: readonly Change[], updating: Updating): Promise<string> {
  if (changes.length > 0) updating.observer.phase(`Fetching ${grouped(changes.length)} changed ${changes.length === 1 ? 'advisory' : 'advisories'}`);
  for (let start = 0; start < changes.length; start += PER_STEP) {
    updating.shop.signal.throwIfAborted();
    updating.observer.advance({ done: start, total: changes.length, bytes: 0, label: changes[start]?.id ?? '' });
    await applyStep(changes.slice(start, start + PER_STEP), updating);
  }
  const asOf = updating.editions.asOf() ?? 0;
  return changes.length === 0 ? `The advisories are up to date (${day(asOf)}).` : `${grouped(changes.length)} advisories were changed; the database is as of ${day(asOf)}.`;
}

/** Throws an interruption that tells that the next update goes on from there. */
async function fetchArchive(archive: string, { mirror, observer }: Pick<Updating, 'mirror' | 'observer'>): Promise<void> {
  try {
    await mirror.archive(archive, ({ bytes, total }) => observer.advance({ done: 0, total: 1, bytes, label: total === null ? '' : `${Math.floor((100 * bytes) / total)} %` }));
  } catch (cause) {
    if (!(cause instanceof Interrupted)) throw cause;
    const isKept = (await readdir(dirname(archive))).some((name) => name.endsWith('.part'));
    throw isKept ? new Interrupted(cause.by, 'the database is as it was, and what was fetched is kept for the next time', { cause }) : cause;
  }
}

async function replaceAll({ mirror, editions, shop, observer }: Updating): Promise<string> {
  const folder = join(shop.home.path, 'update');
  await makePrivateFolder(folder);
  const archive = join(folder, 'all.zip');
  observer.phase('Fetching all advisories of Python packages');
  await fetchArchive(archive, { mirror, observer });
  try {
    return await readAll(archive, { mirror, editions, shop, observer });
  } finally {
    await removeTree(folder);
  }
}

async function readAll(archive: string, { mirror, editions, shop, observer }: Updating): Promise<string> {
  observer.phase('Reading them');
  const edition = editions.begin();
  const onRecord: ImportOptions['onRecord'] = (progress) => {
    shop.signal.throwIfAborted();
    observer.advance({ ...progress, bytes: 0, label: '' });
  };
  const { records, unread, newest } = await importArchive(archive, { score: await loadScorer(), add: edition.add, onRecord });
  if (records === unread) throw new UserError('bad-input', `${mirror.title}: there is no advisory in it that can be read`, { hint: 'the database is as it was' });
  edition.complete(newest);
  return `${grouped(records)} advisories as of ${day(newest)}${unread > 0 ? `; ${grouped(unread)} of them cannot be read` : ''}.`;
}

async function update(updating: Updating): Promise<string> {
  const { mirror, editions } = updating;
  const asOf = editions.asOf();
  const csv = asOf === null ? null : await mirror.file('modified_id.csv');
  const changes = csv === null || asOf === null ? null : changesSince(csv, asOf);
  try {
    return await (changes !== null && changes.length <= MOST_CHANGES ? applyChanges(changes, updating) : replaceAll(updating));
  } catch (error) {
    if (!(error instanceof ArchiveRefusal)) throw error;
    throw new UserError('bad-input', `${mirror.title}: not a sound zip: ${error.message}`, { cause: error, hint: 'the database is as it was' });
  }
}

/**
 * Brings the database of advisories up to date, and the list of popular names where the place has one. Until a new edition is complete the old one
 * serves. Returns what there is to tell. Throws `bad-input`, `network` or `disk`; the database is then as it was.
 */
export async function updateDatabase(flags: Pick<UpdateFlags, 'from' | 'offline'>, shop: UpdateShop, observer: Pick<Observer, 'phase' | 'advance'>): Promise<readonly string[]> {
  const { editions } = shop.store;
  if (editions === null) throw new ToolError('disk', 'there is no SQLite here to keep a database with', { hint: 'install better-sqlite3, or use Node 22.13 or later' });
  const from = flags.from ?? OSV_BUCKET;
  if (flags.offline && /^https?:/i.test(from)) throw new UserError('bad-arguments', 'update-db fetches from the network, which --offline forbids', { hint: 'name a file or folder with --from' });
  const http = serviceHttp(shop);
  const lines: string[] = [];
  try {
    const mirror = await openMirror(from, { http, signal: shop.signal });
    const ran = await ifUnlocked(join(shop.home.path, 'update-db.lock'), { staleMs: STALE_LOCK_MS, clock: shop.clock }, async () => {
      lines.push(await update({ mirror, editions, shop, observer }));
      if (flags.from !== null) lines.push(...(await refreshNames(mirror, shop)));
    });
    if (!ran) throw new ToolError('disk', 'another depsec updates the database', { hint: `if none does, remove ${join(shop.home.path, 'update-db.lock')}` });
    return lines;
  } finally {
    await http.close();
  }
}
