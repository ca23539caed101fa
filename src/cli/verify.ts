import { depsecVersion, ruleset, verifySelf } from '../app/verify.js';
import { UserError } from '../core/errors.js';
import type { SelfCheck } from '../core/self-check.js';
import type { Look } from '../core/run.js';
import { selfCheckJson, type Checked } from '../reporters/verify/json.js';
import { selfCheckTable } from '../reporters/verify/table.js';
import { deliver, plain } from './deliver.js';
import type { GivenOptions } from './given-options.js';
import { lookOf } from './look.js';
import { globalFlags } from './read-flags.js';
import { shownError } from './show-error.js';
import { tolerateClosedPipes } from './streams.js';

export { writeManifest } from '../app/verify.js';

const FORMATS: Readonly<Record<string, (checked: Checked, look: Look) => string>> = { table: selfCheckTable, json: selfCheckJson };

function refusePackages(args: readonly string[]): void {
  const [first] = args;
  if (first === undefined) return;
  throw new UserError('bad-arguments', `verify checks depsec itself, and takes no package: ${JSON.stringify(first)}`, { hint: `to judge what pip would install: depsec audit ${args.join(' ')}` });
}

function exitCodeOf({ mismatches, unchecked }: SelfCheck): number {
  if (mismatches.length > 0) return 1;
  return unchecked.length > 0 ? 3 : 0;
}

async function verify(args: readonly string[], given: GivenOptions): Promise<number> {
  refusePackages(args);
  const flags = globalFlags(given);
  const render = Object.hasOwn(FORMATS, flags.format) ? FORMATS[flags.format] : undefined;
  if (!render) throw new UserError('bad-arguments', `no format named ${JSON.stringify(flags.format)}`, { hint: `there are: ${Object.keys(FORMATS).join(', ')}` });
  const check = await verifySelf(process.argv[1] ?? null);
  const look = lookOf(process.stdout, flags);
  await deliver(render({ check, version: depsecVersion, ruleset }, flags.output === null ? look : plain(look)), flags.output);
  return exitCodeOf(check);
}

/** Runs `depsec verify` and tells its errors too: what usually does may be the file that is missing. Returns the exit code. */
export async function verifyAndShow(args: readonly string[], given: GivenOptions): Promise<number> {
  tolerateClosedPipes();
  try {
    return await verify(args, given);
  } catch (error) {
    const { exitCode, text } = shownError(error, (given.get('verbose')?.length ?? 0) > 1);
    process.stderr.write(text);
    return exitCode;
  }
}
