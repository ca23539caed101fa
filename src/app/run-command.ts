import { join } from 'node:path';
import { readPipConfig } from '../config/pip-config/read.js';
import { ToolError } from '../core/errors.js';
import { isPackageName, parsePackageName } from '../core/name.js';
import { emptySet } from '../core/requirements/requirement-set.js';
import type { Notice, Run } from '../core/run.js';
import { untrusted } from '../core/untrusted.js';
import type { Gateway, GatewayFailure } from '../gateway/open-gateway.js';
import { gateVariables } from '../pip/gate-variables.js';
import { absoluteOptionPaths } from '../pip/options.js';
import { runAttached, type AttachedResult } from '../platform/processes/attached.js';
import { makePrivateFolder } from '../platform/files.js';
import { createJudgedFiles, type JudgedFiles } from './gate/judged-files.js';
import { namedIn, openHandOverGateway } from './gate/hand-over-gateway.js';
import { createNeededNames } from './gate/needed-names.js';
import type { RunFlags } from './request.js';
import { judgementEntries } from './pipeline/audit-entries.js';
import { chooseSources, type Sources } from './pipeline/listing/choose-sources.js';
import { createFetchedFiles } from './pipeline/judging/fetched-files.js';
import { finishedRun } from './pipeline/finished-run.js';
import { judgeAhead } from './pipeline/judging/judge-ahead.js';
import type { ChoosingLine } from './indexes/chooser-for.js';
import type { Line } from './pipeline/line.js';
import { createOrigins } from './pipeline/listing/origins.js';
import { isSilent, reasonOf } from './pipeline/listing/run-gateway.js';
import type { Workshop } from './workshop.js';

/** What became of the command, and of the packages it asked for. */
export interface CommandRun {
  readonly run: Run;
  readonly ended: AttachedResult;
}

type Surroundings = ChoosingLine & Pick<Line, 'files' | 'origins'>;

async function surroundings(flags: RunFlags, shop: Workshop): Promise<Surroundings> {
  const { environment } = shop;
  const pipConfig = await readPipConfig({ environment, sitePrefix: environment.virtualEnv ?? environment.condaPrefix });
  const pip = absoluteOptionPaths(flags.pip, shop.cwd, environment.home);
  const sources = await chooseSources({ shop, pip, pipConfig, set: emptySet, isEmpty: false, skipIndexes: flags.skipIndexes, offline: flags.offline });
  const files = createFetchedFiles({ folder: join(shop.runFolder, 'fetched'), cache: shop.files, http: sources.http, signal: shop.signal, triesAgain: true, onDownload: shop.warmUp, onFile: (file) => void judgeAhead(file, shop) });
  // Which environment the command installs into is its own affair, so nothing counts as installed already.
  return { shop, sources, files, origins: createOrigins([...sources.indexes, ...sources.findLinks]), python: { places: [] } };
}

const projectOf = ({ url }: GatewayFailure): string => new URL(url).pathname.split('/').findLast((part) => part !== '') ?? '';

/** Why nothing of a project is handed over: the private index that should have it did not answer, and a public one offers it as well. */
function exposure(fileName: string, gateway: Pick<Gateway, 'record'>, { indexes }: Pick<Sources, 'indexes'>): string | null {
  const name = namedIn(fileName)?.name;
  const isPrivate = (place: string | null): boolean => indexes.some(({ url, isPublic }) => url === place && !isPublic);
  const failed = gateway.record().failures.filter((failure) => isSilent(failure) && isPrivate(failure.place)).map(projectOf);
  const isExposed = indexes.some(({ isPublic }) => isPublic) && failed.some((project) => isPackageName(project) && parsePackageName(project) === name);
  return isExposed ? `refused by depsec: a private index failed for ${name ?? ''}, and it must not come from a public namesake` : null;
}

interface Gate {
  readonly gateway: Gateway;
  readonly judged: JudgedFiles;
}

async function openGate(line: Surroundings): Promise<Gate> {
  const { shop, sources } = line;
  const needed = createNeededNames();
  const opened: { gateway: Gateway | null } = { gateway: null };
  const judged = createJudgedFiles({
    line,
    isRequested: (name) => !needed.has(name),
    refusal: (fileName) => (opened.gateway === null ? null : exposure(fileName, opened.gateway, sources)),
    async onDecision(decision) {
      await shop.log.appendAudit(judgementEntries('run', [decision]));
      if (decision.cleared !== null) await needed.noteFile(decision.cleared);
    },
  });
  const gateway = await openHandOverGateway({ line, judged, offersMetadata: true, onMetadata: needed.noteMetadata });
  opened.gateway = gateway;
  return { gateway, judged };
}

async function commandEnvironment(gateway: Gateway, { environment, runFolder }: Workshop): Promise<Readonly<Record<string, string>>> {
  const cacheFolder = join(runFolder, 'cache');
  await makePrivateFolder(cacheFolder);
  const { proxyUrl, ownAddress, indexes, findLinks, emptyPlace } = gateway;
  const addresses = { proxyUrl, indexes: indexes.map(ownAddress), findLinks: findLinks.map(ownAddress), emptyPlace: ownAddress(emptyPlace) };
  return gateVariables(addresses, { variables: environment.variables, cacheFolder });
}

/** What the gateway has to say besides verdicts. Throws what was no failure of the network, but a mistake of depsec's own. */
function gateNotices({ failures, refused }: ReturnType<Gateway['record']>): readonly Notice[] {
  const mistake = failures.find(({ error }) => !(error instanceof ToolError));
  if (mistake) throw mistake.error;
  const texts = [...failures.filter((failure) => isSilent(failure) || failure.what === 'file').map(reasonOf), ...refused.map((address) => `refused to let the command reach ${address}: no configured index offers it`)];
  return [...new Set(texts)].map((text) => ({ level: 'warning', text: untrusted(text) }));
}

/**
 * Runs a command whose pip and uv get their files from a gateway, each judged before its first byte. The gateway lives as long as the command;
 * `onStart` is called when the command is about to begin and signals are passed on to it. Throws `bad-arguments` for what cannot be started.
 */
export async function runCommand(flags: RunFlags, shop: Workshop, onStart: () => void): Promise<CommandRun> {
  const started = shop.clock.monotonicMs();
  const line = await surroundings(flags, shop);
  const { gateway, judged } = await openGate(line);
  try {
    const env = await commandEnvironment(gateway, shop);
    const [command = '', ...args] = flags.command;
    shop.signal.throwIfAborted();
    const ended = await runAttached(command, args, { cwd: shop.cwd, env, onListening: onStart });
    const record = gateway.record();
    // Who asked for no package does not miss an index.
    const notices = [...(record.isAsked ? line.sources.notices : []), ...gateNotices(record)];
    return { ended, run: finishedRun(shop, started, { command: 'run', decisions: [...judged.decisions()], notices }) };
  } finally {
    await gateway.close();
    await line.files.close();
    await line.sources.http.close();
  }
}
