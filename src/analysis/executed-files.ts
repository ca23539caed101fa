import { isUtf8 } from 'node:buffer';
import { runsUnasked } from '../core/context.js';
import type { When } from '../core/facts/source-facts.js';
import { STARTED } from '../python/when/starts.js';
import type { Analyser } from './analyser.js';
import { judgePython, joined, readGuarded } from './judge-python.js';
import { findFiles } from './build/find-file.js';
import { sourceTree } from './build/source-tree.js';
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

/** Members that some module runs as code, with when it does; without those that are judged as strictly in their own place. */
function executedMembers({ notes, members, plan, container }: Reading): ReadonlyMap<string, Executed> {
  const tree = sourceTree(members.map(({ path }) => path), plan.root);
  const found = new Map<string, Executed>();
  for (const { file, text, when, isStarted, isTold } of notes.executed) {
    if (isTold === true) continue;
    for (const path of findFiles(text, file, tree)) {
      const own = members.some((member) => member.path === path && member.kind === 'python') ? whenItRuns(path, { isWheel: container?.isWheel === true, plan }) : null;
      const isJudged = plan.readings.has(path) || (own !== null && SEVERITY_OF[own] >= SEVERITY_OF[when]);
      const isScriptToo = isJudged && isStarted && runsUnasked(when) && path !== file && !plan.readings.has(path);
      const isNew = found.size < MOST_FILES && SEVERITY_OF[when] >= SEVERITY_OF[found.get(path)?.when ?? 'latent'];
      if ((!isJudged || isScriptToo) && isNew) found.set(path, { when, isScriptToo });
    }
  }
  return found;
}

// A library that ctypes loads, or data to be decrypted, which its own kind of judge has seen: as Python it is a million errors.
const isNoText = (bytes: Buffer): boolean => !isUtf8(bytes) && bytes.includes(0) && !beginsAsUtf16(bytes);

const beginsAsUtf16 = (bytes: Buffer): boolean => bytes.length > 1 && [0xfeff, 0xfffe].includes(bytes.readUInt16BE(0));

/**
 * Judges data files that a module hands to exec() as the Python that they are. Templates and the like are handed on as well, so what cannot be
 * read of them is only listed.
 */
export async function judgeExecutedFiles(container: Container, reading: Reading, analyser: Analyser): Promise<RuleResults> {
  const none: RuleResults = { findings: [], gaps: [] };
  if (reading.notes.executed.length === 0) return none;
  const executed = executedMembers(reading);
  if (executed.size === 0) return none;
  let results = none;
  for (const [file, bytes] of await container.contents(new Set(executed.keys()))) {
    if (isNoText(bytes) && (await programIn(bytes)) === null) {
      results = joined(results, { findings: [], gaps: toldOfZip(unreadablePython(file, bytes), bytes) });
      continue;
    }
    const { when: runs, isScriptToo } = executed.get(file) ?? { when: 'latent', isScriptToo: false };
    const source = await readGuarded({ path: file, bytes, runs, ...(isScriptToo ? { starts: [STARTED] } : {}) }, analyser);
    const judged = judgePython(file, { ...source, gaps: source.gaps.map((gap) => ({ ...gap, kind: 'data' })) }, { analyser, runs, notes: null });
    results = joined(results, isScriptToo ? { findings: judged.findings.filter(({ severity }) => severity === 'critical'), gaps: [] } : judged);
  }
  return results;
}
