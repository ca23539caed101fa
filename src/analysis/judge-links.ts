import type { Gap } from '../core/finding.js';
import { untrusted } from '../core/untrusted.js';
import type { Analyser } from './analyser.js';
import type { Container } from './container.js';
import { joined, judgePython, readGuarded } from './judge-python.js';
import type { CodeLink } from './member-notes.js';
import type { Reading } from './reading.js';
import type { RuleResults } from './run-rules.js';
import { unreadablePython } from './unreadable-python.js';
import { gapKind } from './when-it-runs.js';

/** What it means that nobody looked behind a link. */
export function unfollowedLink(path: string, target: string, kind: Gap['kind']): Gap {
  return { kind, what: untrusted(path), why: untrusted(`is a link to ${target}, which was not followed`) };
}

async function judgeLink({ path, end, runs }: CodeLink, content: Buffer | undefined, { reading, analyser }: { readonly reading: Reading; readonly analyser: Analyser }): Promise<RuleResults> {
  if (content === undefined) return { findings: [], gaps: [unfollowedLink(path, end, gapKind(runs))] };
  const judged = judgePython(path, await readGuarded({ path, bytes: content, runs }, analyser), { analyser, runs, notes: reading.notes });
  return { ...judged, gaps: [...unreadablePython(path, content), ...judged.gaps] };
}

/** Judges what such links lead to as the modules that Python takes them for: a script without suffix that is importable by its second name. */
export async function judgeLinks(container: Container, reading: Reading, analyser: Analyser): Promise<RuleResults> {
  let results: RuleResults = { findings: [], gaps: [] };
  // Any number of links may lead to one large file.
  const links = [...new Map(reading.notes.links.map((link) => [`${link.runs} ${link.end}`, link])).values()];
  if (links.length === 0) return results;
  const contents = await container.contents(new Set(links.map(({ end }) => end)));
  for (const link of links) results = joined(results, await judgeLink(link, contents.get(link.end), { reading, analyser }));
  return results;
}
