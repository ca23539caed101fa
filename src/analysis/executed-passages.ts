import type { Finding, Gap } from '../core/finding.js';
import type { When } from '../core/facts/source-facts.js';
import { untrusted } from '../core/untrusted.js';
import { passagesOf, type Passage } from '../python/hidden/passages.js';
import { decodeSource } from '../python/source-text.js';
import type { Analyser } from './analyser.js';
import { judgePython, readGuarded } from './judge-python.js';
import type { RuleResults } from './run-rules.js';

// Files that honest projects read their version from have a few.
const MOST_PASSAGES = 300;
const LARGEST_BYTES = 1_000_000;

/** A file of which some program runs a piece. */
interface PieceFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly runs: When;
}

// Programs do that all the time; that a file of one is read for its version says nothing of it.
const IS_ORDINARY: ReadonlySet<string> = new Set(['network-at-install', 'process-at-install']);

/** What is wrong with one piece, as the first thing that Python reads as code. */
async function judgePassage({ texts, line }: Passage, { path, runs }: PieceFile, analyser: Analyser): Promise<readonly Finding[]> {
  const { allowance: _, ...unlimited } = analyser;
  for (const text of texts) {
    const source = await readGuarded({ path, bytes: Buffer.from(`${'\n'.repeat(line - 1)}${text}`), runs, isReadWhole: true }, unlimited);
    // Prose is no code.
    if (source.gaps.length > 0) continue;
    return judgePython(path, source, { analyser, runs, notes: null }).findings.filter(({ severity, rule }) => severity === 'critical' && !IS_ORDINARY.has(rule));
  }
  return [];
}

/**
 * Judges what a program can cut out of a file that it has read, and run: a line, a comment, a text. Which piece it takes is not known, so only what no
 * honest file holds in any of them counts.
 */
export async function judgePassages(file: PieceFile, analyser: Analyser): Promise<RuleResults> {
  const { text } = file.bytes.length > LARGEST_BYTES ? { text: null } : decodeSource(file.bytes);
  const gap = (why: string): Gap => ({ kind: 'runs', what: untrusted(file.path), why: untrusted(why) });
  if (text === null) return { findings: [], gaps: [gap('pieces of it are run as code, and cannot be told from one another')] };
  const findings: Finding[] = [];
  let count = 0;
  for (const passage of passagesOf(text)) {
    count += 1;
    if (count > MOST_PASSAGES) return { findings, gaps: [gap(`pieces of it are run as code, and only ${MOST_PASSAGES} were read`)] };
    findings.push(...(await judgePassage(passage, file, analyser)));
  }
  return { findings, gaps: [] };
}
