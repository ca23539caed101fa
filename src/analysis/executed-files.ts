import { isUtf8 } from 'node:buffer';
import { runsUnasked } from '../core/context.js';
import type { ExecutedFile, When } from '../core/facts/source-facts.js';
import { STARTED } from '../python/when/starts.js';
import type { Analyser } from './analyser.js';
import { judgePython, joined, readGuarded } from './judge-python.js';
import { findFiles } from './build-plan/find-file.js';
import { judgePassages } from './executed-passages.js';
import { sourceTree } from './build-plan/source-tree.js';
import type { Container } from './container.js';
import type { Reading } from './reading.js';
import type { RuleResults } from './run-rules.js';
import { programIn, toldOfZip } from './program-in-zip.js';
import { unreadablePython } from './unreadable-python.js';
import { SEVERITY_OF, whenItRuns } from './when-it-runs.js';

// No honest package was seen to run more than a few.
const MOST_FILES = 20;

/** A member that some module runs as code. */
interface Executed {
  readonly when: When;
  /** It is a module that was judged as one; as a script it does more. */
  readonly isScriptToo: boolean;
}

/** A file that some module runs, and which module does. */
type ExecutedNote = ExecutedFile & { readonly file: string };

/** What some modules run of the members: all of a file, or pieces that they cut out of it. */
interface ExecutedMembers {
  readonly whole: ReadonlyMap<string, Executed>;
  readonly pieces: ReadonlyMap<string, When>;
}

const isMoreGrave = (when: When, known: When | undefined): boolean => SEVERITY_OF[when] >= SEVERITY_OF[known ?? 'latent'];

/** How all of a member runs; null where that was judged as strictly in its own place. */
function executedWhole(path: string, { file, when, isStarted }: ExecutedNote, { members, plan, container }: Reading): Executed | null {
  const own = members.some((member) => member.path === path && member.kind === 'python') ? whenItRuns(path, { isWheel: container?.isWheel === true, plan }) : null;
  const isJudged = plan.readings.has(path) || (own !== null && SEVERITY_OF[own] >= SEVERITY_OF[when]);
  const isScriptToo = isJudged && isStarted && runsUnasked(when) && path !== file && !plan.readings.has(path);
  return isJudged && !isScriptToo ? null : { when, isScriptToo };
}

/** Members that some module runs as code, with when it does. */
function executedMembers(reading: Reading): ExecutedMembers {
  const { notes, members, plan } = reading;
  const tree = sourceTree(members.map(({ path }) => path), plan.root);
  const [whole, pieces] = [new Map<string, Executed>(), new Map<string, When>()];
  for (const note of notes.executed.filter(({ isTold }) => isTold !== true)) {
    for (const path of findFiles(note.text, note.file, tree)) {
      const executed = note.share === 'line' ? null : executedWhole(path, note, reading);
      if (executed !== null && whole.size < MOST_FILES && isMoreGrave(note.when, whole.get(path)?.when)) whole.set(path, executed);
      if (note.share !== undefined && runsUnasked(note.when) && pieces.size < MOST_FILES && isMoreGrave(note.when, pieces.get(path))) pieces.set(path, note.when);
    }
  }
  return { whole, pieces };
}

// A library that ctypes loads, or data to be decrypted, which its own kind of judge has seen: as Python it is a million errors.
const isNoText = (bytes: Buffer): boolean => !isUtf8(bytes) && bytes.includes(0) && !beginsAsUtf16(bytes);

const beginsAsUtf16 = (bytes: Buffer): boolean => bytes.length > 1 && [0xfeff, 0xfffe].includes(bytes.readUInt16BE(0));

/** What is wrong with such a file. Templates and the like are handed on as well, so what cannot be read of them is only listed. */
async function judgeWhole(path: string, bytes: Buffer, { analyser, executed: { when: runs, isScriptToo } }: { readonly analyser: Analyser; readonly executed: Executed }): Promise<RuleResults> {
  const source = await readGuarded({ path, bytes, runs, ...(isScriptToo ? { starts: [STARTED] } : {}) }, analyser);
  const judged = judgePython(path, { ...source, gaps: source.gaps.map((gap) => ({ ...gap, kind: 'data' })) }, { analyser, runs, notes: null });
  return isScriptToo ? { findings: judged.findings.filter(({ severity }) => severity === 'critical'), gaps: [] } : judged;
}

/** A piece of a file is said once, of however many pieces and files it is a part. */
const withoutRepeats = ({ findings, gaps }: RuleResults): RuleResults => ({ gaps, findings: [...new Map(findings.toReversed().map((finding) => [`${finding.file} ${finding.line} ${finding.rule} ${finding.message}`, finding])).values()].toReversed() });

/** Judges files that a module hands to exec() as the Python that they are. */
export async function judgeExecutedFiles(container: Container, reading: Reading, analyser: Analyser): Promise<RuleResults> {
  let results: RuleResults = { findings: [], gaps: [] };
  if (reading.notes.executed.length === 0) return results;
  const { whole, pieces } = executedMembers(reading);
  if (whole.size + pieces.size === 0) return results;
  for (const [path, bytes] of await container.contents(new Set([...whole.keys(), ...pieces.keys()]))) {
    const [executed, runs] = [whole.get(path), pieces.get(path)];
    if (isNoText(bytes) && (await programIn(bytes)) === null) {
      results = joined(results, { findings: [], gaps: toldOfZip(unreadablePython(path, bytes), bytes) });
      continue;
    }
    if (executed !== undefined) results = joined(results, await judgeWhole(path, bytes, { analyser, executed }));
    if (runs !== undefined) results = withoutRepeats(joined(results, await judgePassages({ path, bytes, runs }, analyser)));
  }
  return results;
}
