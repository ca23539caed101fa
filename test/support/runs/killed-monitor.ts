import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { listening } from '../servers/index-server.js';
import { parseObject, recordsAt, stringAt } from '../json.js';
import { killGroup } from './killed-run.js';
import { sitePackages } from './python.js';
import { unreadable } from '../readable.js';
import type { Sandbox } from './sandbox.js';

interface Report {
  readonly id: string;
  readonly time: string;
  readonly hasNews: boolean;
}

const reportIn = (text: string): Report => {
  const json = parseObject(text);
  return { id: stringAt(json, 'id') ?? '', time: stringAt(json, 'time') ?? '', hasNews: recordsAt(json, 'new').length + recordsAt(json, 'changed').length > 0 };
};

/** Takes reports, one body after the other. */
export interface Receiver {
  readonly server: Server;
  readonly url: string;
  readonly bodies: readonly string[];
}

/** One on the loopback that accepts all. */
export async function openReceiver(): Promise<Receiver> {
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
function problemWith(reports: readonly Report[], rounds: number, where: string): string | null {
  const first = [...new Map(reports.toReversed().map((report) => [report.id, report])).values()].toReversed();
  const news = first.filter(({ hasNews }) => hasNews).length;
  if (news !== rounds) return `${news} of ${rounds} changes were told ${where}`;
  const times = first.map(({ time }) => time);
  return times.join() === times.toSorted().join() ? null : `reports came out of order ${where}`;
}

/** What a monitor watches over, and who is told. */
export interface Watched {
  /** With `petals` in its environment. */
  readonly box: Sandbox;
  readonly receiver: Receiver;
  readonly rounds: number;
}

/**
 * In each round changes a file, kills a monitor so many milliseconds after its start, and lets another one end. The problem is null where each change was told
 * once, to the file and to the receiver, in order; `reported` of those that were killed had told it already.
 */
export async function killMonitor({ box, receiver: { url, bodies }, rounds }: Watched, killAfter: () => number): Promise<{ readonly problem: string | null; readonly reported: number }> {
  const out = join(box.folder, 'out.jsonl');
  const toBoth = ['monitor', '--once', '--json-output', out, '--webhook-url', url, '--allow-private-webhook'];
  const file = join(sitePackages(box.venv, box.ground.python), 'petals', '__init__.py');
  for (let round = 0; round <= rounds; round += 1) {
    if (round > 0) {
      appendFileSync(file, `# changed ${round}\n`);
      await killedRun(box, toBoth, killAfter());
    }
    const { code, output } = await box.depsec(toBoth);
    const problem = code === 0 ? unreadable(output) : `exit code ${code}`;
    if (problem !== null) return { problem: `${problem} of a run that said:\n${output}`, reported: 0 };
  }
  const lines = existsSync(out) ? readFileSync(out, 'utf8').trimEnd().split('\n').map(reportIn) : [];
  const reported = lines.length - rounds - 1;
  if (new Set(lines.map(({ id }) => id)).size !== lines.length) return { problem: 'a report stands twice in the file', reported };
  return { problem: problemWith(lines, rounds, 'to the file') ?? problemWith(bodies.map(reportIn), rounds, 'to the receiver'), reported };
}
