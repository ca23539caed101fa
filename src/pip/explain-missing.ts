import { ToolError, UserError } from '../core/errors.js';
import { isPackageName } from '../core/name.js';
import type { PipOutcome } from './pip-process.js';

/** What the configured places hold for a project. */
export interface ProjectFiles {
  readonly wheels: readonly string[];
  readonly sdists: readonly string[];
}

/** An index or a folder of files that does not answer, and that the run goes on without. */
export interface SilentPlace {
  readonly url: string;
  readonly why: string;
}

/** Whether an index was asked at all (not with `--no-index`), and the find-links places, as they are shown. */
export interface LookedIn {
  readonly anIndex: boolean;
  readonly findLinks: readonly string[];
}

/** What is looked at to find out why pip found no file. */
export interface MissingContext {
  /** Which Python and platform files are wanted for, such as `Python 3.11.7 here`. */
  readonly wantedFor: string;
  /** True where `--no-binary` asks for source packages. */
  readonly wantsSource: (name: string) => boolean;
  readonly silent: readonly SilentPlace[];
  /** Where it was looked, of what answers. */
  readonly lookedIn: LookedIn;
  readonly filesOf: (name: string) => Promise<ProjectFiles>;
  /** A popular name that looks like this one, for "did you mean". */
  readonly nearestName: (name: string) => string | null;
}

/** What is missing may lie where nobody could look, so it is not the user who has to correct something. */
export function maybeElsewhere(missing: string, { silent }: MissingContext, spelling = 'check the spelling, or'): Error | null {
  if (silent.length === 0) return null;
  const places = silent.map(({ url, why }) => `${url} (${why})`).join(', ');
  return new ToolError('index-unreachable', `${missing}, and not everything could be asked: ${places}`, { hint: `${spelling} try again ${silent.every(({ why }) => why === '--offline') ? 'without --offline' : 'when everything answers'}` });
}

function where({ lookedIn: { anIndex, findLinks } }: MissingContext): string {
  if (anIndex) return 'on any configured index';
  return findLinks.length === 0 ? 'can be found: there is no index and no find-links place to look in' : `in ${findLinks.join(', ')}`;
}

const whereToLook = ({ lookedIn: { anIndex } }: MissingContext): string =>
  (anIndex ? 'check the spelling and the configured indexes' : 'check the spelling, name the place where it lies with --find-links, or leave out --no-index');

interface Missing extends ProjectFiles {
  readonly name: string;
  /** As pip names it, with what was asked of the version. */
  readonly requirement: string;
}

/** Which file was not there: the package itself, or what of it was asked for. */
const asked = ({ name, requirement }: Missing): string => (name === requirement ? '' : ` for ${requirement}`);

/** There are files, and pip may take none of them. */
function noneFits(missing: Missing, context: MissingContext): Error {
  const { wantedFor, wantsSource } = context;
  const { name, wheels, sdists } = missing;
  if (wantsSource(name) && sdists.length === 0) {
    return new UserError('unknown-package', `--no-binary asks for a source package of ${name}, and there is none ${where(context)}`, { hint: `leave out --no-binary to take a wheel, for example ${wheels.at(-1) ?? ''}` });
  }
  if (wantsSource(name) || wheels.length === 0) {
    const only = wantsSource(name) ? `--no-binary asks for a source package of ${name} (there is ${sdists.at(-1) ?? ''})` : `${name} has only source packages (${sdists.at(-1) ?? ''})`;
    return new ToolError('no-wheel', `${only}, and none of them may be used${asked(missing)} on ${wantedFor}`, { hint: 'look at --only-binary, and at the Python versions that the package says it needs' });
  }
  return new ToolError('no-wheel', `${name} has ${wheels.length} wheel${wheels.length === 1 ? '' : 's'}, but none${asked(missing)} that is for ${wantedFor}`, { hint: `there is for example ${wheels.at(-1) ?? ''}; choose another Python with --python, or another version` });
}

// Whoever asks for a package of such a name has left out -r; pip says so too.
const LIST = /^(?:(?:.*[-_.])?requirements[^/\\]*\.(?:txt|in)|pyproject\.toml|(?:poetry|uv|pdm|Pipfile)\.lock)$/;

/** What was most likely meant by a name that nobody has, as a question or a sentence; null where nothing is like it. */
function likelyMeant(name: string, { nearestName }: MissingContext): string | null {
  if (LIST.test(name)) return `a file that asks for packages is read by -r, and none called ${name} lies here.`;
  const near = nearestName(name);
  return near && near !== name ? `did you mean ${near}?` : null;
}

/** Why pip found nothing for a requirement. */
export async function explainMissing(requirement: string, outcome: Pick<PipOutcome, 'stderr'>, context: MissingContext): Promise<Error> {
  const name = /^[A-Za-z0-9._-]+/.exec(requirement)?.[0] ?? requirement;
  const files = isPackageName(name) ? await context.filesOf(name) : { wheels: [], sdists: [] };
  const versions = /\(from versions: (?!none)([^)]*)\)/.exec(outcome.stderr)?.[1];
  if (versions) {
    const missing = `no version of ${name} fits ${requirement} (there are: ${versions})`;
    return maybeElsewhere(missing, context) ?? new UserError('unknown-package', missing, { hint: 'ask for one of these versions' });
  }
  if (files.wheels.length + files.sdists.length > 0) return noneFits({ name, requirement, ...files }, context);
  const meant = likelyMeant(name, context);
  const there = context.lookedIn.anIndex ? 'on any index that answers' : 'in any place that answers';
  return maybeElsewhere(`no package named ${name} ${there}`, context, meant === null ? undefined : `${meant} Or`) ?? new UserError('unknown-package', `no package named ${name} ${where(context)}`, { hint: meant ?? whereToLook(context) });
}
