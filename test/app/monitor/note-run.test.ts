import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IncomingMessage } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { MonitorFlags } from '../../../src/app/monitor/monitor-flags.js';
import { noteRun, type Watched } from '../../../src/app/monitor/note-run.js';
import { answerOf } from '../../../src/app/monitor/tell.js';
import { readEnvironment } from '../../../src/config/environment.js';
import type { Run } from '../../../src/core/run.js';
import { untrusted } from '../../../src/core/untrusted.js';
import type { MonitorReport } from '../../../src/monitor/report.js';
import { webhookPlace } from '../../../src/platform/webhook/place.js';
import type { MonitorBook } from '../../../src/store/monitor-book.js';
import { openStore } from '../../../src/store/open-store.js';
import { hastyClock, serve, type Loopback } from '../../platform/loopback.js';
import { decision, finding, run } from '../../reporters/build.js';

const SECRET = 'a shared secret';

interface Arrived {
  readonly id: string | undefined;
  readonly signature: string | undefined;
  readonly body: string;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks).toString();
}

interface Receiver extends Loopback {
  readonly arrived: Arrived[];
  isUp: boolean;
}

async function openReceiver(): Promise<Receiver> {
  const arrived: Arrived[] = [];
  const state = { arrived, isUp: true };
  const server = await serve((request, response) => {
    void textOf(request).then((body) => {
      if (state.isUp) arrived.push({ id: String(request.headers['x-depsec-request-id']), signature: String(request.headers['x-depsec-signature-256']), body });
      response.writeHead(state.isUp ? 200 : 503).end();
    });
  });
  return Object.assign(state, server);
}

/** A run in which these flaws are in the one package. */
const having = (...flaws: readonly string[]): Run => run({ decisions: [decision('ada', { fileName: 'lib', findings: flaws.map((flaw) => finding({ message: flaw, rule: flaw, file: 'a.py' })) })] });

async function openBook(folder: string): Promise<MonitorBook> {
  const store = await openStore({ home: folder });
  onTestFinished(store.close);
  if (store.monitor === null) throw new Error('no SQLite loads here');
  return store.monitor('env');
}

interface Stage {
  readonly book: MonitorBook;
  readonly folder: string;
  readonly file: string;
  readonly note: (run: Run, book?: MonitorBook) => Promise<Watched>;
}

async function openStage(url: string | null): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-monitor-'));
  const [book, file] = [await openBook(folder), join(folder, 'out.jsonl')];
  const webhook = url === null ? null : webhookPlace(url, true);
  const flags: MonitorFlags = {
    verbosity: 'normal', noColor: true, config: null, python: null, offline: false, lookups: false, failClosed: false, ai: null, isSilent: false, progressBar: false, log: null, format: 'table', output: null, reportFiles: [],
    once: true, intervalMs: 1_000, jsonOutput: file, webhook,
  };
  const shop = { cwd: folder, clock: hastyClock(), signal: new AbortController().signal, environment: readEnvironment({ DEPSEC_WEBHOOK_SECRET: SECRET }) };
  return { book, folder, file, note: (noted, own = book) => noteRun(noted, { book: own, environment: '/env', flags, shop }) };
}

const reportIn = (text: string): MonitorReport => JSON.parse(text) as MonitorReport;
const linesIn = (file: string): readonly MonitorReport[] => readFileSync(file, 'utf8').trimEnd().split('\n').map(reportIn);
const newIn = ({ new: added }: MonitorReport): readonly string[] => added.map(({ rule }) => rule);

test('the first run is a baseline: it calls nothing new', async () => {
  const receiver = await openReceiver();
  const { note } = await openStage(receiver.url);
  const { report } = await note(having('exec'));
  expect(report).toMatchObject({ baseline: true, new: [], summary: { packages: 1, findings: 1, new: 0 } });
  expect(receiver.arrived.map(({ body }) => reportIn(body).baseline)).toEqual([true]);
});

test('what could not be judged is counted from the first run on, and said', async () => {
  const { note } = await openStage(null);
  const watched = await note(run({ decisions: [decision('ada')], problems: [{ what: untrusted('start.pth'), why: untrusted('it is no ordinary file') }] }));
  expect(watched.report.summary).toMatchObject({ packages: 1, unseen: 1 });
  expect(answerOf(watched).groups[0]?.rows[0]?.[0]).toContain('1 package · 0 warned · 0 blocked · 1 not judged');
});

test('the receiver hears of news only, the file of every run', async () => {
  const receiver = await openReceiver();
  const { note, file } = await openStage(receiver.url);
  for (const noted of [having(), having(), having('exec'), having('exec'), having()]) await note(noted);
  expect(receiver.arrived.map(({ body }) => [newIn(reportIn(body)), reportIn(body).resolved.length])).toEqual([[[], 0], [['exec'], 0], [[], 1]]);
  expect(linesIn(file)).toHaveLength(5);
});

test('a receiver that is down for three runs gets every report once and in order when it is back, each signed', async () => {
  const receiver = await openReceiver();
  const { note } = await openStage(receiver.url);
  await note(having());
  receiver.isUp = false;
  const down = [await note(having('a')), await note(having('a', 'b')), await note(having('a', 'b', 'c'))];
  expect(down.map(({ undelivered }) => undelivered.map(({ count }) => count))).toEqual([[1], [2], [3]]);
  receiver.isUp = true;
  const up = await note(having('a', 'b', 'c', 'd'));
  expect(up.undelivered).toEqual([]);
  expect(receiver.arrived.map(({ body }) => newIn(reportIn(body)))).toEqual([[], ['a'], ['b'], ['c'], ['d']]);
  expect(new Set(receiver.arrived.map(({ id }) => id)).size).toBe(5);
  for (const { id, signature, body } of receiver.arrived) {
    expect(reportIn(body).id).toBe(id);
    expect(signature).toBe(`sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`);
  }
});

test('what is undelivered is told without the path of the URL, which may hold a token', async () => {
  const receiver = await openReceiver();
  receiver.isUp = false;
  const { note } = await openStage(`${receiver.url}/t0ken?key=s3cret`);
  const watched = await note(having());
  expect(watched.undelivered).toMatchObject([{ to: receiver.url, why: 'the receiver answers with status 503' }]);
  expect(JSON.stringify(watched)).not.toMatch(/t0ken|s3cret/);
});

/** A book behind which the process dies at the given step: before it is done, or right after. */
function dyingBook(book: MonitorBook, dieAt: number): MonitorBook {
  let steps = 0;
  const step = <T>(work: () => T): T => {
    steps += 1;
    if (steps === dieAt) throw new Error('killed');
    const value = work();
    steps += 1;
    if (steps === dieAt) throw new Error('killed');
    return value;
  };
  return { ...book, last: () => step(book.last), record: (...given) => step(() => book.record(...given)), pending: (channel) => step(() => book.pending(channel)), arrived: (...given) => step(() => book.arrived(...given)) };
}

describe('a monitor that is killed', () => {
  // One run takes: last, record, and pending and arrived for each of two ways; each may die before and after.
  test.each(Array.from({ length: 12 }, (_, index) => [index + 1]))('at step %i of a run: afterwards everything new has been told, in order, once per id', async (dieAt) => {
    const receiver = await openReceiver();
    const { note, book, file, folder } = await openStage(receiver.url);
    await note(having('a'));
    await expect(note(having('a', 'b'), dyingBook(book, dieAt))).rejects.toThrow('killed');
    await note(having('a', 'b'), await openBook(folder));
    await note(having('a', 'b', 'c'));
    const once = [...new Map(receiver.arrived.map(({ id, body }) => [id, reportIn(body)])).values()];
    expect(once.map(newIn)).toEqual([[], ['b'], ['c']]);
    const told = linesIn(file);
    expect(told.flatMap(newIn)).toEqual(['b', 'c']);
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
    expect([book.pending('file'), book.pending('webhook')]).toEqual([[], []]);
  });
});

describe('two monitors on one environment', () => {
  test('the second is told who has it, until that process is gone or lets go', async () => {
    const { book } = await openStage(null);
    const [one, two] = [{ pid: 11, start: '1' }, { pid: 12, start: '1' }];
    expect([book.claim(one, () => true), book.claim(one, () => true)]).toEqual([null, null]);
    expect(book.claim(two, () => true)).toEqual(one);
    expect(book.claim(two, () => false)).toBeNull();
    book.release(one);
    expect(book.claim(one, () => true)).toEqual(two);
    book.release(two);
    expect(book.claim(one, () => true)).toBeNull();
  });
});
