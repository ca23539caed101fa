import { depsecVersion, ruleset, verifySelf } from '../app/verify.js';
import type { GlobalFlags } from '../app/request.js';
import { UserError } from '../core/errors.js';
import type { SelfCheck } from '../core/self-check.js';
import { selfCheckJson, type Checked } from '../reporters/verify/json.js';
import { selfCheckTable } from '../reporters/verify/table.js';
import { checkDelivery, deliverFormats, type Formats } from './show/formats.js';
import type { GivenOptions } from './options/given-options.js';
import { isLive, lookOf } from './show/look.js';
import { globalFlags } from './options/read-flags.js';
import { shownError } from './show/show-error.js';
import { createObserver } from './show/show-progress.js';
import { tolerateClosedPipes } from './streams.js';

export { writeManifest } from '../app/verify.js';

const selfCheckFormats: Formats<Checked> = { table: selfCheckTable, json: selfCheckJson };

function refusePackages(args: readonly string[]): void {
  const [first] = args;
  if (first === undefined) return;
  throw new UserError('bad-arguments', `verify checks depsec itself, and takes no package: ${JSON.stringify(first)}`, { hint: `to judge what pip would install: depsec audit ${args.join(' ')}` });
}

function exitCodeOf({ mismatches, unchecked }: SelfCheck): number {
  if (mismatches.length > 0) return 1;
  return unchecked.length > 0 ? 3 : 0;
}

/** On a terminal a line says what takes a second or two. Elsewhere there is nothing but the result, which may be all that still works. */
async function watched<T>(flags: GlobalFlags, work: () => Promise<T>): Promise<T> {
  if (!isLive(process.stderr)) return await work();
  const { observer, finish } = createObserver(process.stderr, lookOf(process.stderr, flags), flags);
  observer.phase('Comparing every file with the manifest');
  try {
    return await work();
  } finally {
    finish();
  }
}

async function verify(args: readonly string[], given: GivenOptions): Promise<number> {
  refusePackages(args);
  const flags = globalFlags(given);
  await checkDelivery(selfCheckFormats, flags);
  const check = await watched(flags, () => verifySelf(process.argv[1] ?? null));
  await deliverFormats({ thing: { check, version: depsecVersion, ruleset }, formats: selfCheckFormats }, flags);
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
