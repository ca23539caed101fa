import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { ground, makeSandbox, openIndex } from '../support/given.js';
import { killMonitor, openReceiver } from '../support/runs/killed-monitor.js';
import { sitePackages } from '../support/runs/python.js';
import { storeProblem } from '../support/store-problem.js';
import { withoutPip } from '../support/runs/without-pip.js';

const POINTS = Number(process.env['DEPSEC_KILL_POINTS'] ?? '8');
/** A little longer than such a run takes on a quiet machine. */
const LONGEST_MS = 1_200;

test(`kill -9 of a monitor at ${POINTS} random moments: each change is told once and in order, to the file and to the receiver, and its state is whole`, { timeout: 60_000 + POINTS * 15_000 }, async () => {
  const box = makeSandbox();
  expectEnd(await box.pip(['install', '-q', '-i', (await openIndex()).url, 'petals']), 0);
  withoutPip(sitePackages(box.venv, ground().python));
  const receiver = await openReceiver();
  onTestFinished(() => {
    receiver.server.closeAllConnections();
    receiver.server.close();
  });
  const moments: number[] = [];
  const { problem } = await killMonitor({ box, receiver, rounds: POINTS }, () => {
    moments.push(Math.round(Math.random() * LONGEST_MS));
    return moments.at(-1) ?? 0;
  });
  expect({ moments, problem, store: await storeProblem(join(box.home, '.depsec')) }).toEqual({ moments, problem: null, store: null });
});
