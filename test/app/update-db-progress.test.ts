import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { updateDatabase } from '../../src/app/update-db.js';
import { Interrupted } from '../../src/platform/processes/interrupts.js';
import { onDisk } from '../store/sqlite-here.js';
import { acorn, filesOf, known, mirrorOf, newShop, update, zipOf } from './advisory-mirror.js';

// Without SQLite there is nothing to keep a database in.
describe.runIf(onDisk.length > 0)('update-db', () => {
  test('tells how much is fetched and read, and ends between two records when it is stopped, with the database as it was', async () => {
    const shop = await newShop();
    await update((await mirrorOf(filesOf([acorn('CVE-1')]))).url, shop);
    const { url } = await mirrorOf(new Map([['all.zip', zipOf([acorn('CVE-2'), acorn('CVE-3'), acorn('CVE-4')])]]));
    const stop = new AbortController();
    const told: string[] = [];
    const advance = ({ done, total, label }: { readonly done: number; readonly total: number | null; readonly label: string }): void => {
      told.push(`${done} of ${total} ${label}`.trim());
      if (done === 1) stop.abort(new Error('stopped by the user'));
    };
    await expect(updateDatabase({ from: `${url}/all.zip`, offline: false }, { ...shop, signal: stop.signal }, { phase: (text) => told.push(text), advance })).rejects.toThrow('stopped by the user');
    expect(told).toEqual(['Fetching all advisories of Python packages', '0 of 1 0 %', 'Reading them', '0 of 3', '1 of 3']);
    expect(known(shop)).toEqual(['CVE-1']);
    expect(existsSync(join(shop.home.path, 'update'))).toBe(false);
  });

  test('a download that is interrupted says that what is here is kept', async () => {
    const large = zipOf(Array.from({ length: 16 }, (_, index) => acorn(`CVE-${index}`, { details: randomBytes(170_000).toString('base64') })));
    const { url } = await mirrorOf(new Map([['all.zip', large]]));
    const stop = new AbortController();
    const advance = ({ bytes }: { readonly bytes: number }): void => {
      if (bytes > 0) stop.abort(new Interrupted('SIGINT'));
    };
    await expect(updateDatabase({ from: url, offline: false }, { ...(await newShop()), signal: stop.signal }, { phase: () => undefined, advance })).rejects.toMatchObject({ by: 'SIGINT', outcome: expect.stringContaining('kept for the next time') });
  });
});
