import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { ToolError } from '../../core/errors.js';
import type { Installation } from '../../installed/installation.js';
import { isAlive, ownMark } from '../../platform/processes/process-mark.js';
import type { MonitorBook } from '../../store/monitor-book.js';
import type { Observer } from '../observer.js';
import { scanEnvironment } from '../scan-environment.js';
import { activeInstallation } from '../scan/active-installation.js';
import type { Workshop } from '../workshop.js';
import type { MonitorFlags } from './monitor-flags.js';
import { noteRun, type Watched } from './note-run.js';

function nameOf({ prefix, libraries }: Installation): string {
  return createHash('sha256').update(JSON.stringify([realpathSync(prefix), ...libraries.map((each) => realpathSync(each))])).digest('hex');
}

/** The state of the environment that is watched. Throws ToolError `disk` where none can be kept. */
export function openBook(flags: MonitorFlags, shop: Workshop): { readonly book: MonitorBook; readonly environment: string } {
  const { monitor } = shop.store;
  if (monitor === null || shop.home.temporary) throw new ToolError('disk', 'there is no store here that lasts, so nothing could be told as new', { hint: 'depsec doctor tells what is missing' });
  const { installation } = activeInstallation(flags, shop);
  return { book: monitor(nameOf(installation)), environment: installation.prefix };
}

function claim(book: MonitorBook): void {
  const holder = book.claim(ownMark(), isAlive);
  if (holder === null) return;
  throw new ToolError('disk', `another depsec monitors this environment (process ${holder.pid})`, { hint: 'two would each tell half of what is new' });
}

/** Scans the environment and notes what it saw. Throws ToolError `disk` while another process watches it. */
export async function watchOnce(flags: MonitorFlags, shop: Workshop, observer: Observer): Promise<Watched> {
  const { book, environment } = openBook(flags, shop);
  claim(book);
  const run = await scanEnvironment(flags, shop, observer);
  shop.signal.throwIfAborted();
  if (flags.jsonOutput !== null || flags.webhook !== null) observer.phase('Delivering reports');
  return await noteRun(run, { book, environment, flags, shop });
}
