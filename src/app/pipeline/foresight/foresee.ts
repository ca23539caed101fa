import { parseCoreMetadata } from '../../../archive/project/core-metadata.js';
import { UserError } from '../../../core/errors.js';
import { isPackageName, parsePackageName, type PackageName } from '../../../core/name.js';
import { parseRequirement } from '../../../core/requirements/parse-requirement.js';
import type { Requirement } from '../../../core/requirements/requirement.js';
import type { PageLink } from '../../../gateway/open-gateway.js';
import { turnstile } from '../../analysis/turnstile.js';
import { likelyWheel, type Wish } from './likely-wheel.js';

/** A project that something needs, with PEP 440 specifiers or ''. */
export interface Need {
  readonly name: PackageName;
  readonly specifier: string;
}

export interface Foreseeing {
  readonly wanted: readonly Need[];
  /** What else is asked of versions, whoever needs the project. */
  readonly constraints: readonly Need[];
  readonly python: Wish['python'];
  /** What is installed already: pip keeps it where it fits, and then asks for nothing. */
  readonly installed: Iterable<PackageName>;
  /** False where pip takes no dependencies. */
  readonly followsNeeds: boolean;
  readonly linksOf: (project: PackageName) => Promise<readonly PageLink[]>;
  /** Begins to bring a file that pip will probably ask for. */
  readonly expect: (wheel: PageLink) => void;
  /** Core metadata of a wheel that is expected; null where it has none that can be read. */
  readonly metadataOf: (wheel: PageLink) => Promise<Buffer | null>;
  readonly signal: AbortSignal;
}

// pip asks for one page after another. A few at a time are kind to an index, and more are seldom there to be asked for.
const AT_ONCE = 8;
const MOST_PROJECTS = 300;
const MOST_NEEDS = 200;

/** What a requirement asks of an index whatever the environment is; null for any other. */
export function plainNeed({ name, specifier, url, marker, hashes }: Pick<Requirement, 'name' | 'specifier' | 'url' | 'marker' | 'hashes'>): Need | null {
  return name === null || url !== null || marker !== null || hashes.length > 0 || !isPackageName(name) ? null : { name: parsePackageName(name), specifier };
}

function readNeed(text: string): readonly Need[] {
  // Nearly every marker asks for an extra, or for another system or an older Python than people have.
  if (text.includes(';')) return [];
  try {
    const need = plainNeed(parseRequirement(text));
    return need === null ? [] : [need];
  } catch (error) {
    // Whatever it is, pip will say so.
    if (error instanceof UserError) return [];
    throw error;
  }
}

/** Projects that a wheel needs by its core metadata, as far as they do not depend on the environment. */
export function needsIn(metadata: Buffer): readonly Need[] {
  return (parseCoreMetadata(metadata).fields.get('requires-dist') ?? []).slice(0, MOST_NEEDS).flatMap(readNeed);
}

/**
 * Goes ahead of pip, which asks for one project after another: guesses which wheels it will take, and has them brought and judged meanwhile. Nothing
 * depends on the guess. Fails where an index does, of which pip hears when it asks itself.
 */
export async function foresee({ wanted, constraints, python, installed, followsNeeds, linksOf, expect, metadataOf, signal }: Foreseeing): Promise<void> {
  const seen = new Set(installed);
  const enter = turnstile(AT_ONCE);
  const look = async ({ name, specifier }: Need): Promise<readonly Need[]> => {
    if (signal.aborted) return [];
    const specifiers = [specifier, ...constraints.filter((each) => each.name === name).map((each) => each.specifier)];
    const wheel = likelyWheel(await linksOf(name), { specifiers, python });
    if (wheel === null || signal.aborted) return [];
    expect(wheel);
    const metadata = followsNeeds ? await metadataOf(wheel) : null;
    return metadata === null ? [] : needsIn(metadata);
  };
  const visit = async (need: Need): Promise<void> => {
    if (seen.has(need.name) || seen.size > MOST_PROJECTS) return;
    seen.add(need.name);
    const needs = await enter(() => look(need));
    await Promise.all(needs.map(visit));
  };
  await Promise.all(wanted.map(visit));
}
