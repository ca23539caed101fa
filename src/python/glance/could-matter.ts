import { CONCERN } from './concerns.js';
import { lookAtWords, lookOver } from './look.js';
import type { Look } from './look-state.js';
import { continuesForLong } from './spot.js';

const { client, secret, read, exec, source, opens, file, systemPath, pth, sitePackages, imported, handedOn, named, byName, decodes, deletes, userRoot, remark, coded, walks, packed, placed } = CONCERN;
/** Each of these sets of concerns is a reason to read the file. */
const REASONS: readonly number[] = [read, client | secret, exec | source, exec | named, exec | opens, exec | client, systemPath | file, pth | sitePackages, imported | handedOn, byName | decodes, deletes | userRoot, walks | userRoot | file, decodes | file | coded, packed | placed];

// A little less than what src/python/shapes asks for.
const LEAST = { escapes: 60, escapesShare: 0.03, bytes: 400, bytesShare: 0.1, soup: 2, soupShare: 0.05, foreign: 5, foreignShare: 0.25, literal: 2_000, literalShare: 0.5, numbers: 400, numbersShare: 0.1 };

function hasShape({ bytes, escapes, allEscapes, names, soup, foreign, folded, longest, numbers, concerns }: Look): boolean {
  if (folded > 0) return true;
  if (allEscapes >= LEAST.bytes && allEscapes > LEAST.bytesShare * bytes.length) return true;
  if (escapes >= LEAST.escapes && escapes > LEAST.escapesShare * bytes.length) return true;
  if ((soup >= LEAST.soup && soup > LEAST.soupShare * names) || (foreign >= LEAST.foreign && foreign > LEAST.foreignShare * names)) return true;
  // Tables are one literal, too: that matters only where data is run.
  if ((concerns & exec) === 0) return false;
  return (longest >= LEAST.literal && longest > LEAST.literalShare * bytes.length) || (numbers >= LEAST.numbers && numbers > LEAST.numbersShare * bytes.length);
}

const isReason = ({ concerns }: Pick<Look, 'concerns'>): boolean => REASONS.some((reason) => (concerns & reason) === reason);

// What one file can do for another.
const HALF = read | exec | source | decodes | client | secret;

/** True for what a glance has seen of a file that may be a half of some behaviour: it brings or decodes something, or runs or sends it. */
export const isHalf = (concerns: number): boolean => (concerns & HALF) !== 0;

/** True when a rule could have something to say about files of which a glance has seen these things, when one calls what another does. */
export const couldMatterCalled = (all: readonly number[]): boolean => all.some(isHalf) && isReason({ concerns: all.reduce((union, concerns) => union | concerns, 0) });

/** True when a rule could have something to say about files together of which a glance has seen these things. */
export const couldMatterTogether = (all: readonly number[]): boolean => all.filter(isHalf).length > 1 && isReason({ concerns: all.reduce((union, concerns) => union | concerns, 0) });

/** True when something in a piece of a file that nobody could parse is named like what rules ask about. */
export function mentionsSomething(text: string): boolean {
  return (lookAtWords(Buffer.from(text)).concerns & (read | exec)) !== 0;
}

/** What there is to learn of a file: nothing, which modules it imports, or all that stands in it. */
export type Worth = 'nothing' | 'imports' | 'everything';

/** What a glance at a file that is not part of an install tells of it, so that most files cost one pass and no parse; `look` has not gone to the end where it has to be read. The bytes are UTF-8 or any other superset of ASCII. */
export function worthOf(bytes: Buffer): { readonly worth: Worth; readonly look: Look } {
  const look = lookOver(bytes);
  if (isReason(look) || hasShape(look) || continuesForLong(bytes)) return { worth: 'everything', look };
  return { worth: (look.concerns & remark) === 0 ? 'nothing' : 'imports', look };
}

/** True when a rule could have something to say about the file, other than what it imports. */
export function couldMatter(bytes: Buffer): boolean {
  return worthOf(bytes).worth === 'everything';
}
