import { runsUnasked } from '../core/context.js';
import type { StartedProgram } from '../core/package-facts.js';
import type { ExecutedFile, SourceFacts } from '../core/source-facts.js';
import type { SeenByteCode } from './content/compiled-module.js';
import type { CodeLink } from './judge-links.js';

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
