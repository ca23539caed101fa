import type { MemberContent } from '../../archive/member.js';
import { couldMatter, mentionsSomething } from '../../python/glance/could-matter.js';
import { isTiny } from '../correlate.js';
import { isPythonPath, moduleNameOf } from '../member-kind.js';
import { isPathConfiguration } from '../wanted-members.js';
import { linesOfCode, linkFiles, type FindLinked } from './link-files.js';

// Reading a package as a whole takes several times as long as file by file, so that is done only where there is little code. Payloads may be long.
const MOST_FILES = 12;
const MOST_BYTES = 1_000_000;

/** Keeps the Python of a small package while its members go by. */
export interface SmallPackage {
  readonly see: (member: MemberContent) => void;
  /** What shows only when its modules are read together. */
  readonly findings: FindLinked;
}

// One that takes nothing from a module beside it, by a relative name or by one that some file here has, is complete by itself.
const isLinked = (text: string, stems: ReadonlySet<string>): boolean =>
  [...text.matchAll(/^[ \t]*(?:from|import)[ \t]+([.\w]+)/gm)].some(([, name = '']) => name.startsWith('.') || name.split('.').some((part) => stems.has(part))) || importsByName(text, stems);

/** `import_module("garden.bed")`, also where the name stands elsewhere. */
const importsByName = (text: string, stems: ReadonlySet<string>): boolean =>
  /\bimport_module\b|\b__import__\b/.test(text) && [...text.matchAll(/["'](\.?\w{1,60}(?:\.\w{1,60}){0,6})["']/g)].some(([, name = '']) => stems.has(name.slice(name.lastIndexOf('.') + 1)));

export function createSmallPackage(): SmallPackage {
  const contents = new Map<string, Buffer>();
  let bytes = 0;
  const isSmall = (): boolean => contents.size <= MOST_FILES && bytes <= MOST_BYTES;
  return {
    see: ({ path, content }) => {
      if (content === null || !(isPythonPath(path) || isPathConfiguration(path)) || !isSmall()) return;
      bytes += content.length;
      contents.set(path, isPathConfiguration(path) ? linesOfCode(path, content) : content);
      if (!isSmall()) contents.clear();
    },
    findings: async (analyser, origin, { findings, members }) => {
      if (!isSmall() || analyser.readSource !== undefined || !isTiny(members) || !isWorthReading(contents)) return [];
      return await linkFiles(contents, { analyser, origin, known: findings });
    },
  };
}

function isWorthReading(contents: ReadonlyMap<string, Buffer>): boolean {
  const texts = [...contents].map(([path, bytes]) => ({ path, bytes, text: bytes.toString('latin1') }));
  const stems = new Set(texts.map(({ path }) => moduleNameOf(path)).filter((stem) => stem !== 'setup'));
  return texts.length > 1 && texts.some(({ path, text }) => isPathConfiguration(path) || isLinked(text, stems)) && texts.some(({ bytes, text }) => couldMatter(bytes) || mentionsSomething(text));
}
