import { runsUnasked } from '../core/context.js';
import type { StartedProgram } from '../core/facts/package-facts.js';
import type { ExecutedFile, SourceFacts, When } from '../core/facts/source-facts.js';
import type { SeenByteCode } from './content/compiled-module.js';

/** A link in the place of a module to a file of the tree that is judged less strictly in its own place, or not as Python at all. */
export interface CodeLink {
  readonly path: string;
  /** The file that it leads to in the end. */
  readonly end: string;
  readonly runs: When;
}

/** What members tell about one another; collected while they go by. */
export interface MemberNotes {
  readonly compiled: SeenByteCode[];
  readonly started: StartedProgram[];
  readonly executed: (ExecutedFile & { readonly file: string })[];
  readonly links: CodeLink[];
}

export const newNotes = (): MemberNotes => ({ compiled: [], started: [], executed: [], links: [] });

/** Notes which programs a Python file starts, and which files it runs as code. */
export function noteSource(facts: SourceFacts, notes: MemberNotes): void {
  const file = facts.path;
  for (const { text, when, line } of facts.calls('process')) if (text !== null && runsUnasked(when)) notes.started.push({ file, line, text, when });
  for (const executed of facts.executes) notes.executed.push({ file, ...executed });
}
