import { UserError } from '../../core/errors.js';
import type { InputReader } from '../../core/input.js';
import type { Requirement } from '../../core/requirements/requirement.js';
import { emptySet, type RequirementSet } from '../../core/requirements/requirement-set.js';

interface Source {
  readonly file: string;
  readonly text: string;
  readonly reader: InputReader;
}

/** The first line that holds a text; 1 where none does. */
export function lineWith(text: string, part: string): number {
  const at = text.indexOf(part);
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}

/** Requirements as PEP 508 texts that stand somewhere in a file. Throws one `bad-requirement` that lists what cannot be read. */
export function plainSet(texts: readonly string[], { file, text, reader }: Source): RequirementSet {
  const problems: string[] = [];
  const requirements = texts.flatMap((each): readonly Requirement[] => {
    const line = lineWith(text, each);
    try {
      return [{ ...reader.parse(each, { from: file }), origin: { file, line } }];
    } catch (cause) {
      if (!(cause instanceof UserError)) throw cause;
      problems.push(`${file}:${line}: ${cause.message}`);
      return [];
    }
  });
  if (problems.length > 0) throw new UserError('bad-requirement', problems.join('\n'));
  return { ...emptySet, requirements };
}
