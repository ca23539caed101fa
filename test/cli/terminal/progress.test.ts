import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createProgress } from '../../../src/cli/terminal/progress.js';
import type { Progress } from '../../../src/cli/terminal/progress.js';
import { bytesInWords } from '../../../src/cli/terminal/quantities.js';
import { look } from '../../reporters/build.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Stage {
  readonly progress: Progress;
  readonly writes: string[];
  readonly wait: (ms: number) => void;
}

function stage(isTTY: boolean, changes: Parameters<typeof look>[0] = {}): Stage {
  const writes: string[] = [];
  const clock = { monotonicMs: () => performance.now() };
  const progress = createProgress({ write: (text) => writes.push(text), look: look(changes), isTTY, clock });
  return { progress, writes, wait: (ms) => vi.advanceTimersByTime(ms) };
}

/** What a terminal shows after these writes; understands text, newline, carriage return and "erase line", and fails on anything else. */
function screen(writes: readonly string[]): readonly string[] {
  const lines = [''];
  for (const token of writes.join('').match(/\x1b\[2K|\r|\n|[^\x1b\r\n]+|\x1b/g) ?? []) {
    if (token === '\x1b') throw new Error('a sequence that this terminal does not know');
    if (token === '\n') lines.push('');
    else if (token === '\x1b[2K') lines[lines.length - 1] = '';
    else if (token !== '\r') lines[lines.length - 1] += token;
  }
  return lines;
}

const step = (done: number, bytes = 0) => ({ done, total: 7, bytes, label: 'flask.whl' });

test('a terminal shows one live line that the next phase replaces', () => {
  const { progress, writes, wait } = stage(true);
  progress.phase('Resolving flask...');
  wait(200);
  progress.phase('Fetching 7 files (12.3 MB)');
  expect(screen(writes)).toEqual(['Fetching 7 files (12.3 MB)']);
});

test('the live line tells how far and how fast', () => {
  const { progress, writes, wait } = stage(true);
  progress.phase('Fetching 7 files');
  wait(2_000);
  progress.advance(step(3, 4_200_000));
  expect(screen(writes)).toEqual(['Fetching 7 files  3 of 7, 4.2 MB, 2.1 MB/s  flask.whl']);
});

test('lines that stay stand above the live line', () => {
  const { progress, writes, wait } = stage(true);
  progress.phase('Analyzing');
  progress.line('Analyzing flask (3.0.0) ✓ Safe');
  progress.line('Analyzing click (8.0.0) ✓ Safe');
  wait(100);
  expect(screen(writes)).toEqual(['Analyzing flask (3.0.0) ✓ Safe', 'Analyzing click (8.0.0) ✓ Safe', 'Analyzing']);
});

test('finish leaves nothing but the lasting lines, however often it is called', () => {
  const { progress, writes, wait } = stage(true);
  progress.phase('Analyzing');
  progress.line('kept');
  progress.advance(step(1));
  progress.finish();
  progress.finish();
  progress.advance(step(2));
  progress.phase('late');
  wait(1_000);
  expect(screen(writes)).toEqual(['kept', '']);
});

test('a thousand steps in a second are drawn ten times, and the last one is shown', () => {
  const { progress, writes, wait } = stage(true);
  progress.phase('Fetching');
  for (let done = 1; done <= 1_000; done += 1) {
    progress.advance({ done, total: 1_000, bytes: 0, label: '' });
    wait(1);
  }
  wait(100);
  expect(writes.length).toBeLessThanOrEqual(12);
  expect(screen(writes)[0]).toContain('1000 of 1000');
});

test('hostile labels stay on their line and within the terminal', () => {
  const { progress, writes } = stage(true, { columns: 40 });
  progress.phase('Fetching \x1b[2J\n\r evil');
  progress.advance({ done: 1, total: null, bytes: 0, label: `\x1b]0;x\x07${'漢'.repeat(100)}` });
  vi.advanceTimersByTime(100);
  expect(screen(writes)).toEqual(['Fetching \\x1b[2J\\n\\r evil  1  \\x1b]0;x…']);
});

test('without a terminal there are plain lines, no carriage returns and no escape sequences', () => {
  const { progress, writes, wait } = stage(false);
  progress.phase('Resolving flask...');
  progress.advance(step(1, 5));
  wait(50);
  progress.line('Analyzing flask (3.0.0) ✓ Safe');
  progress.finish();
  expect(writes.join('')).toBe('Resolving flask...\nAnalyzing flask (3.0.0) ✓ Safe\n');
});

test('a long download says every ten seconds that it is alive, without a terminal', () => {
  const { progress, writes, wait } = stage(false);
  progress.phase('Fetching 7 files');
  for (let second = 1; second <= 25; second += 1) {
    wait(1_000);
    progress.advance(step(1, second * 1_000_000));
  }
  expect(writes).toEqual(['Fetching 7 files\n', 'Fetching 7 files  1 of 7, 10.0 MB, 1.0 MB/s  flask.whl\n', 'Fetching 7 files  1 of 7, 20.0 MB, 1.0 MB/s  flask.whl\n']);
});

test('quiet shows lasting lines only', () => {
  const { progress, writes, wait } = stage(true, { verbosity: 'quiet' });
  progress.phase('Resolving');
  progress.advance(step(1));
  wait(1_000);
  progress.line('Analyzing reqeusts (1.0.0) ✗ Blocked');
  progress.finish();
  expect(writes).toEqual(['Analyzing reqeusts (1.0.0) ✗ Blocked\n']);
});

test('bytes are told in decimal units with one digit', () => {
  expect([0, 999, 1_000, 12_345_678, 999_999, 555e6, 2e12].map(bytesInWords)).toEqual(['0 B', '999 B', '1.0 kB', '12.3 MB', '1.0 MB', '555.0 MB', '2.0 TB']);
});
