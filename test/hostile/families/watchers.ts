import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { listening, startIndex } from '../../support/index-server.js';
import { parseObject, recordsAt, stringAt } from '../../support/json.js';
import { killGroup } from '../../support/killed-run.js';
import { sitePackages } from '../../support/python.js';
import { sandboxOn, type Sandbox } from '../../support/sandbox.js';
import { withoutPip } from '../../support/without-pip.js';
import { badEnd } from '../ending.js';
import { broke, held, oneByOne, type Family, type Outcome, type Place } from '../family.js';
import type { Random } from '../random.js';

/** Changes of the environment in one case, and as many kills. */
const ROUNDS = 3;

interface Report {
  readonly id: string;
  readonly hasNews: boolean;
}

const reportIn = (text: string): Report => {
  const json = parseObject(text);
  return { id: stringAt(json, 'id') ?? '', hasNews: recordsAt(json, 'new').length + recordsAt(json, 'changed').length > 0 };
};

/** Takes reports, one body after the other. */
async function openReceiver(): Promise<{ readonly server: Server; readonly url: string; readonly bodies: string[] }> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString('utf8'));
      response.writeHead(204).end();
    });
  });
  await listening(server);
  return { server, bodies, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

async function killedRun(box: Sandbox, words: readonly string[], afterMs: number): Promise<void> {
  const { args, cwd, env } = box.depsecCommand(words);
  const child = spawn(process.execPath, args, { cwd, env: { ...env }, detached: true, stdio: 'ignore' });
  const timer = setTimeout(() => killGroup(child.pid ?? 0), afterMs);
  await new Promise((resolve) => { child.once('close', resolve); });
  clearTimeout(timer);
}

/** What is wrong with reports of which each round must have made one with news, the first delivery of each counting. */
function problemWith(reports: readonly Report[], where: string): string | null {
  const once = new Map(reports.map((report) => [report.id, report]));
  const news = [...once.values()].filter(({ hasNews }) => hasNews).length;
  return news === ROUNDS ? null : `${news} of ${ROUNDS} changes were told ${where}`;
}

async function attempt(random: Random, box: Sandbox, { url, bodies }: { readonly url: string; readonly bodies: readonly string[] }): Promise<Omit<Outcome, 'seed'>> {
  const out = join(box.folder, 'out.jsonl');
  const toBoth = ['monitor', '--once', '--json-output', out, '--webhook-url', url, '--allow-private-webhook'];
  const library = sitePackages(box.venv, box.ground.python);
  for (let round = 0; round <= ROUNDS; round += 1) {
    if (round > 0) {
      appendFileSync(join(library, 'petals', '__init__.py'), `# changed ${round}\n`);
      await killedRun(box, toBoth, random.below(2_500));
    }
    const problem = badEnd(await box.depsec(toBoth), [0]);
    if (problem !== null) return broke(problem);
  }
  const lines = existsSync(out) ? readFileSync(out, 'utf8').trimEnd().split('\n').map(reportIn) : [];
  if (new Set(lines.map(({ id }) => id)).size !== lines.length) return broke('a report stands twice in the file');
  const problem = problemWith(lines, 'to the file') ?? problemWith(bodies.map(reportIn), 'to the receiver');
  return problem === null ? held(`${lines.length - ROUNDS - 1} killed when they had reported`) : broke(problem);
}

async function inGarden(random: Random, { ground }: Place, indexUrl: string): Promise<Omit<Outcome, 'seed'>> {
  const [box, receiver] = [sandboxOn(ground), await openReceiver()];
  try {
    await box.pip(['install', '-q', '-i', indexUrl, 'petals']);
    withoutPip(sitePackages(box.venv, ground.python));
    return await attempt(random, box, receiver);
  } finally {
    box.remove();
    receiver.server.closeAllConnections();
    receiver.server.close();
  }
}

export const watchers: Family = {
  promise: 'a monitor that is killed at any moment tells each change once, to the file and to the receiver',
  ordinary: 1,
  variety: 1,
  open: async (place) => {
    const index = await startIndex({ files: place.ground.files, metadata: true });
    return { attempt: oneByOne((random) => inGarden(random, place, index.url)), close: index.close };
  },
};
