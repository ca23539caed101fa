import { expect, test } from 'vitest';
import { createObserver } from '../../../src/cli/show/show-progress.js';

const LOOK = { unicode: true, colour: false, columns: 80, verbosity: 'normal' } as const;

test('a resolution tells on a terminal what pip looks at', async () => {
  const written: string[] = [];
  const stream = { isTTY: true, columns: 80, write: (text: string) => written.push(text) > 0 };
  const { observer, finish } = createObserver(stream, LOOK, { verbosity: 'normal', progressBar: true });
  observer.phase('Resolving flask');
  await new Promise((done) => setTimeout(done, 150));
  observer.pipText('Looking in indexes: https://x.invalid\nCollecting flask\n  Downloading flask.whl\nCollecting click>=8 (from flask)\n');
  await new Promise((done) => setTimeout(done, 150));
  finish();
  expect(written.join('')).toContain('Resolving flask...  2  click>=8');
  expect(written.join('')).not.toContain('Downloading');
});
