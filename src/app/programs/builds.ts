import { buildVariables } from '../../config/build-variables.js';
import { childEnvironment } from '../../config/child-environment.js';
import type { Environment } from '../../config/environment.js';
import { networkVariables } from '../../config/network-variables.js';
import type { SandboxMode } from '../../config/settings/setting-table.js';
import { ToolError } from '../../core/errors.js';
import { parsePackageName, type PackageName } from '../../core/name.js';
import type { Notice } from '../../core/run.js';
import { untrusted } from '../../core/untrusted.js';
import { buildView, privateCaches, type BuildSite } from '../../pip/builds/build-view.js';
import type { Walls } from '../../pip/builds/walls.js';
import type { PipProcess } from '../../pip/pip-process.js';
import { bubblewrapArguments } from '../../platform/sandbox/bubblewrap.js';
import { findBubblewrap, type FoundSandbox } from '../../platform/sandbox/find-bubblewrap.js';
import { run } from '../../platform/spawn.js';

/** How the programs of one build are started. */
export interface OpenedBuild {
  readonly start: PipProcess;
  readonly walls: Walls;
}

/** The builds of one run. */
export interface Builds {
  /** Throws ToolError `no-sandbox` where one is required and there is none. */
  readonly open: (site: BuildSite, onText: (text: string) => unknown) => Promise<OpenedBuild>;
  /** What builds would run in on this machine, whether any does or not; for `doctor`. */
  readonly examine: () => Promise<FoundSandbox>;
  /** What the builds ran in; nothing as long as nothing was built. */
  readonly notices: () => readonly Notice[];
}

export interface BuildSettings {
  readonly environment: Environment;
  readonly mode: SandboxMode;
  /** `--build-network`. */
  readonly withNetwork: readonly string[];
  /** Private to the run, for the trial. */
  readonly cwd: string;
  readonly signal: AbortSignal;
}

type Variables = Readonly<Record<string, string>>;

const SWITCHED_OFF: FoundSandbox = { bubblewrap: null, why: 'it is switched off', remedy: '' };

async function requiredOr(found: FoundSandbox, name: string, mode: SandboxMode): Promise<FoundSandbox> {
  if (found.bubblewrap !== null || mode !== 'require') return found;
  throw new ToolError('no-sandbox', `${name} has to be built, and the sandbox that builds require is missing: ${found.why}`, { hint: `${found.remedy}; nothing was run` });
}

function said(found: FoundSandbox, allowed: ReadonlySet<string>): Notice {
  const save = allowed.size === 0 ? '' : `, save for ${[...allowed].join(', ')}`;
  const text = found.bubblewrap === null ? `builds run without a sandbox: ${found.why}` : `builds run in a sandbox (bubblewrap): no network${save}`;
  return { level: 'info', text: untrusted(text) };
}

interface Confined {
  readonly site: BuildSite;
  readonly bubblewrap: string;
  readonly network: boolean;
  readonly variables: Variables;
  readonly environment: Environment;
}

/** The words that stand before a program, so that it starts inside. */
function wordsBefore({ site, network, variables, environment }: Confined): readonly string[] {
  const certFiles = [environment.certFile, environment.extraCertFile].flatMap((file) => file ?? []);
  return bubblewrapArguments(buildView(site, { home: environment.home, path: environment.path, variables, network, certFiles }));
}

/** Finds out once, when the first build begins, what there is to build in. Throws UserError `bad-package-name`. */
export function prepareBuilds({ environment, mode, withNetwork, cwd, signal }: BuildSettings): Builds {
  const allowed: ReadonlySet<PackageName> = new Set(withNetwork.map(parsePackageName));
  const variables = { ...childEnvironment(environment), ...buildVariables(environment) };
  const opened = new Set<string>();
  let finding: Promise<FoundSandbox> | null = null;
  let found: FoundSandbox | null = null;
  const find = (): Promise<FoundSandbox> =>
    (finding ??= mode === 'off' ? Promise.resolve(SWITCHED_OFF) : findBubblewrap({ platform: environment.platform, path: environment.path, env: childEnvironment(environment), cwd, signal }));
  return {
    async open(site, onText) {
      found = await requiredOr(await find(), site.name, mode);
      const network = [...allowed].some((name) => name === site.name);
      if (network) opened.add(site.name);
      const { bubblewrap } = found;
      const before = bubblewrap === null ? [] : [bubblewrap, ...wordsBefore({ site, bubblewrap, network, variables, environment })];
      const own = { ...variables, ...(network ? networkVariables(environment) : {}), ...(bubblewrap === null ? {} : privateCaches(site)) };
      const start: PipProcess = async (executable, args, more) => {
        const [program = executable, ...words] = [...before, executable, ...args];
        return await run(program, words, { cwd: site.project, env: { ...own, ...more }, signal, onStdoutLine: onText, onStderrLine: onText });
      };
      return { start, walls: bubblewrap === null ? 'none' : network ? 'network' : 'no-network' };
    },
    examine: find,
    notices: () => (found === null ? [] : [said(found, opened)]),
  };
}
