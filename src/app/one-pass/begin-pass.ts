import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wheelFileName } from '../../archive/project/distribution-file-name.js';
import type { Resolved } from '../../core/artifact.js';
import type { Cleared, Decision } from '../../core/decision.js';
import { ToolError } from '../../core/errors.js';
import type { Notice, SatisfiedPackage } from '../../core/run.js';
import type { Gateway } from '../../gateway/open-gateway.js';
import { indexVariables } from '../../pip/index-variables.js';
import { startOnePass, type HandedIn, type OnePass } from '../../pip/one-pass.js';
import { compilesInPlace, pipArguments } from '../../pip/options.js';
import { readReport } from '../../pip/report.js';
import { requestWords, satisfiedIn } from '../../pip/resolve.js';
import type { WaitingPip } from '../../pip/waiting-pip.js';
import { openHandOverGateway } from '../gate/hand-over-gateway.js';
import { createJudgedFiles, type JudgedFiles } from '../gate/judged-files.js';
import { newFolder, type Line } from '../pipeline/line.js';
import type { Prepared } from '../pipeline/prepare.js';
import { misreadsMetadata, mishaps } from '../pipeline/listing/run-gateway.js';
import { wishesIn } from '../pipeline/building/source-shelf.js';
import type { PassSignal } from './pass-signal.js';

/** What pip has downloaded and would install now: judged files, all of them let through. */
export interface Ready {
  readonly items: readonly Resolved[];
  /** In the order of the items, as `cleared`. */
  readonly decisions: readonly Decision[];
  readonly cleared: readonly Cleared[];
  readonly notices: readonly Notice[];
}

/** A run of pip that installs, if it is let. */
export interface Pass extends Pick<OnePass, 'letInstall' | 'schemes'> {
  readonly line: Line;
  readonly signal: PassSignal;
  /** What would be installed, or why two passes are needed. Throws `index-unreachable` and `hash-mismatch`. */
  readonly ready: () => Promise<Ready | string>;
  /** Lets a pip that has nothing to install come to its end. */
  readonly letNothing: () => Promise<readonly Notice[]>;
  readonly satisfied: () => Promise<readonly SatisfiedPackage[]>;
  readonly close: () => Promise<void>;
}

const SOURCE = 'depsec builds source packages itself, in two passes';

/** The judgement of the very bytes that pip would install for an item, under the name and version that pip read from them. */
function decisionFor(item: Resolved, handedIn: HandedIn, judged: readonly Decision[]): Decision & { readonly cleared: Cleared } {
  const sha256 = handedIn.get(item.fileName);
  const decision = judged.find(({ report }) => report.artifact.sha256 === sha256 && report.artifact.fileName === item.fileName);
  if (decision === undefined || decision.cleared === null || decision.cleared.name !== item.name) {
    throw new ToolError('hash-mismatch', `pip would install of ${item.fileName} what was not judged`, { hint: 'another program writes into the folders of this run: find out which before you try again; nothing was installed' });
  }
  const told = { name: item.name, version: item.version, requested: item.requested };
  return { ...decision, report: { ...decision.report, artifact: { ...decision.report.artifact, ...told } }, cleared: { ...decision.cleared, ...told } };
}

function readyWith(items: readonly Resolved[], handedIn: HandedIn, judged: JudgedFiles): Omit<Ready, 'notices'> {
  if (handedIn.size !== items.length) throw new ToolError('resolution-failed', 'pip would install something else than it reports; nothing was installed');
  const decisions = items.map((item) => decisionFor(item, handedIn, judged.decisions()));
  return { items, decisions, cleared: decisions.map(({ cleared }) => cleared) };
}

/** Where a pip of one pass gets its files from. */
interface Supply {
  readonly gateway: Gateway;
  readonly judged: JudgedFiles;
  /** Why pip did not get all that it asked for, as far as that is known. */
  readonly shortage: () => string;
}

async function openSupply({ line, set }: Prepared): Promise<Supply> {
  const { requested } = wishesIn(set);
  const met = { source: false };
  const judged = createJudgedFiles({
    line,
    isRequested: (name) => requested.has(name),
    refusal(fileName) {
      if (wheelFileName(fileName) !== null) return null;
      met.source = true;
      return SOURCE;
    },
    // Noted all at once and in pip's order, before pip gets leave.
    onDecision: ({ cleared }) => {
      if (cleared !== null) line.installer.readAhead(cleared);
      return Promise.resolve();
    },
  });
  const gateway = await openHandOverGateway({ line, judged, resolving: { line, set }, offersMetadata: !misreadsMetadata(line.python.pip) });
  const isBlocked = (): boolean => judged.decisions().some(({ cleared }) => cleared === null);
  return { gateway, judged, shortage: () => (met.source ? 'a source package is among them' : isBlocked() ? 'something is blocked' : 'pip did not come to install anything') };
}

interface Started {
  readonly pass: OnePass;
  readonly report: string;
}

async function startPip({ line, set }: Prepared, pip: WaitingPip, { gateway }: Supply): Promise<Started> {
  const { observer } = line;
  const folder = await newFolder(line, 'one-pass');
  const report = join(folder, 'report.json');
  const words = ['install', `--report=${report}`, ...(await requestWords({ set, options: pipArguments(line.pip, 'one-pass') }, folder))];
  const job = { words, variables: indexVariables(gateway), folder, schemes: join(folder, 'schemes.json'), compile: compilesInPlace(line.pip) };
  return { report, pass: startOnePass(pip, job, (text) => observer.pipText(gateway.restore(text))) };
}

async function readyOf({ pass, report }: Started, { gateway, judged, shortage }: Supply, { shop, sources }: Line): Promise<Ready | string> {
  const handedIn = await pass.handedIn;
  shop.signal.throwIfAborted();
  if (handedIn === null) return shortage();
  const items = readReport(gateway.restore(await readFile(report, 'utf8')));
  return { ...readyWith(items, handedIn, judged), notices: [...sources.notices, ...mishaps(gateway, sources)] };
}

/** Lets the waiting pip begin, behind a gateway that hands over judged wheels and nothing else. */
export async function beginPass(prepared: Prepared, pip: WaitingPip, signal: PassSignal): Promise<Pass> {
  const { line } = prepared;
  const supply = await openSupply(prepared);
  const started = await startPip(prepared, pip, supply).catch(async (error: unknown) => {
    await supply.gateway.close();
    throw error;
  });
  const { pass } = started;
  return {
    ...pass,
    line,
    signal,
    ready: () => readyOf(started, supply, line),
    async letNothing() {
      await pass.letInstall({});
      return [];
    },
    satisfied: async () => satisfiedIn((await pass.outcome).stdout),
    async close() {
      await pip.dismiss();
      await supply.gateway.close();
    },
  };
}
