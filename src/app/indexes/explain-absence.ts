import { inWords } from '../../core/ages.js';
import { UserError } from '../../core/errors.js';
import { isSameVersion, newestOf } from '../../core/requirements/version-order.js';
import { versionWithAge, type AgeLimit } from './index-notices.js';
import type { SeenProject } from './seen-projects.js';

/** What pip could not find, as it says so: a name with the versions that were asked for. */
interface Missing {
  readonly name: string;
  readonly specifier: string;
}

function missingIn(stderr: string): readonly Missing[] {
  const lines = stderr.matchAll(/(?:No matching distribution found for|Could not find a version that satisfies the requirement|has no matching distributions? for) +([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])? *([^()\n;]*)/g);
  return [...lines].map(([, name = '', specifier = '']) => ({ name: name.toLowerCase().replace(/[-_.]+/g, '-'), specifier: specifier.trim() }));
}

const pinIn = (specifier: string): string | null => /^={2,3}\s*([^,*\s]+)$/.exec(specifier)?.[1] ?? null;

function quarantined({ project, status, files }: SeenProject): UserError | null {
  if (status?.state !== 'quarantined' || files.length > 0) return null;
  return new UserError('withheld', `${project} is quarantined by its index, which offers no file of it${status.reason === null ? '' : `: ${status.reason}`}`, { hint: 'the administrators of the index take it for harmful; do without it' });
}

function tooYoung({ project, withheld }: SeenProject, { specifier }: Missing, { minAgeMs, now }: AgeLimit): UserError | null {
  const versions = [...new Set(withheld.flatMap(({ version }) => version ?? []))];
  const pin = pinIn(specifier);
  const version = pin === null ? newestOf(versions) : (versions.find((each) => isSameVersion(each, pin)) ?? null);
  if (version === null) return null;
  const oldEnoughAt = Math.max(...withheld.flatMap((file) => (file.version === version && file.uploadedAt !== null ? [file.uploadedAt] : []))) + minAgeMs;
  const asked = pin === null ? 'no older version fits' : 'that very version is asked for';
  return new UserError('withheld', `${project} ${versionWithAge(version, withheld, now)} is younger than the minimum age of ${inWords(minAgeMs)}, and ${asked}`, {
    hint: `wait until ${new Date(oldEnoughAt).toISOString().slice(0, 16).replace('T', ' ')} UTC, or pass --min-age 0 if you know what is in it`,
  });
}

function privateOnly({ project, namesake, files }: SeenProject, { specifier }: Missing): UserError | null {
  if (namesake === null) return null;
  const own = newestOf(files.flatMap(({ version }) => version ?? []));
  return new UserError('withheld', `${project}${specifier} is not on ${namesake.privateIndex}, which has ${own ?? 'other versions'}; ${namesake.publicIndex} is not used for a name that a private index has`, {
    hint: `if the public one is meant, say so in ~/.depsec/config.toml: [index_pins] ${project} = "${namesake.publicIndex}"`,
  });
}

/** Why pip did not find something that the index has: depsec withheld it. Null where that is not the reason. */
export function explainAbsence(stderr: string, projects: readonly SeenProject[], limit: AgeLimit): UserError | null {
  for (const missing of missingIn(stderr)) {
    const seen = projects.find(({ project }) => project === missing.name);
    if (seen === undefined) continue;
    const error = quarantined(seen) ?? tooYoung(seen, missing, limit) ?? privateOnly(seen, missing);
    if (error !== null) return error;
  }
  return null;
}
