import type { MemberContent } from '../archive/member.js';
import type { Severity } from '../core/finding.js';
import { analyseMember, type MemberOrigin } from './analyse-member.js';
import type { Analyser } from './analyser.js';
import type { Container } from './container.js';
import { isTiny } from './correlate.js';
import { newNotes } from './member-notes.js';
import type { Reading } from './reading.js';
import { mustBeRead } from './wanted-members.js';

/** Keeps the `__main__` modules of a package while its members go by. */
export interface MainModules {
  readonly keep: (member: MemberContent) => void;
  /** Judges those anew as the scripts that they are which nothing of the package loads. Gives the paths of all that are scripts, as far as anybody asks. */
  readonly judge: (reading: Reading, container: Container, analyser: Analyser) => Promise<ReadonlySet<string>>;
}

const IS_MAIN = /(?:^|\/)__main__\.pyw?$/i;
const DECIDES: ReadonlySet<Severity> = new Set(['medium', 'high', 'critical']);
const LARGEST_READ = 400_000;

// Every script asks for its own name so, and who looks for the program that runs looks there.
const OF_SCRIPTS = /__name__\s*(?:==|!=|is|in)\s*[([]?\s*['"]__main__['"]|['"]__main__['"]\s*==\s*__name__|\bmodules\s*(?:\[|\.get\()\s*['"]__main__['"]|^[ \t]*import[ \t]+__main__[ \t]*$|\b__main__\.__\w+__/gm;
// It goes by its folder or its package then, without being named.
const RUNS_FOLDER = /\brun_module\b|\brun_path\b/;

const loadsMain = (text: string): boolean => RUNS_FOLDER.test(text) || text.replaceAll(OF_SCRIPTS, '').includes('__main__');

const isOther = ({ path }: { readonly path: string }): boolean => mustBeRead(path) && !IS_MAIN.test(path);

/** True where a file that could not be looked into, or that names such a module, may load it. */
async function isLoaded(container: Container): Promise<boolean> {
  for await (const member of container.members({ wantContent: (each) => isOther(each) && each.bytes <= LARGEST_READ, wantDigest: false })) {
    if (isOther(member) && (member.content === null || loadsMain(member.content.toString('latin1')))) return true;
  }
  return false;
}

/** What one of them is as a script takes the place of what it would be as a module that is imported. */
async function judgeAsScript(member: MemberContent, reading: Reading, { analyser, origin }: { readonly analyser: Analyser; readonly origin: Omit<MemberOrigin, 'notes'> }): Promise<void> {
  const notes = newNotes();
  const { findings, gaps } = await analyseMember(member, analyser, { ...origin, notes, isScript: true });
  reading.findings.splice(0, reading.findings.length, ...reading.findings.filter(({ file }) => file !== member.path), ...findings);
  reading.gaps.splice(0, reading.gaps.length, ...reading.gaps.filter(({ what }) => what !== member.path), ...gaps);
  reading.notes.started.splice(0, reading.notes.started.length, ...reading.notes.started.filter(({ file }) => file !== member.path), ...notes.started);
  reading.notes.executed.splice(0, reading.notes.executed.length, ...reading.notes.executed.filter(({ file }) => file !== member.path), ...notes.executed);
}

/** Only `python -m` runs `__main__.py` of a package: an import of the package does not. Most have nothing of note in it, and are left as they are. */
export function createMainModules(): MainModules {
  const kept: MemberContent[] = [];
  return {
    keep: (member) => void (IS_MAIN.test(member.path) && kept.push(member)),
    judge: async (reading, container, analyser) => {
      const isOfNote = ({ path }: MemberContent): boolean => reading.findings.some(({ file, severity }) => file === path && DECIDES.has(severity)) || reading.gaps.some(({ what, kind }) => what === path && kind === 'runs');
      const wanted = kept.filter(isOfNote);
      // Modules of a tiny package are read together as well, where one that does nothing of note by itself may call another that does.
      if (kept.length === 0 || (wanted.length === 0 && !isTiny(reading.members))) return new Set();
      // What starts programs on its own may start this one in any way.
      if (reading.notes.started.some(({ file }) => !IS_MAIN.test(file)) || (await isLoaded(container))) return new Set();
      for (const member of wanted) await judgeAsScript(member, reading, { analyser, origin: { isWheel: container.isWheel, plan: reading.plan, sizeOf: container.sizeOf } });
      return new Set(kept.map(({ path }) => path));
    },
  };
}
