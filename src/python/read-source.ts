import type { Gap } from '../core/finding.js';
import type { SourceFacts, When } from '../core/facts/source-facts.js';
import { untrusted } from '../core/untrusted.js';
import { answers, factLists, NO_LISTS } from './facts.js';
import { interpret } from './flow/interpret.js';
import { mentionsSomething, worthOf } from './glance/could-matter.js';
import type { Look } from './glance/look-state.js';
import { importsByLine } from './glance/imports.js';
import { withHidden } from './hidden/read-hidden.js';
import { withParser } from './parser.js';
import type { LoadParser, PythonParser } from './python-parser.js';
import { shapeFacts } from './shapes/shape-facts.js';
import { decodeSource, isUtf8 } from './source-text.js';
import { TreeTooLarge } from './syntax/from-cursor.js';
import { holdsPython2, neverCompiles } from './syntax/never-compiles.js';
import { withoutMiddle } from './without-middle.js';
import { filledTemplate } from './syntax/unfilled-template.js';
import { unreadableSyntax } from './syntax/unreadable.js';
import type { SyntaxNode } from './syntax/node.js';

/** One Python file. `runs` is what its top level means: install for setup.py, import for modules, latent for what nothing runs. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly runs: When;
  /** What others call of a file that runs while installing; a script by itself when nothing is said. See src/python/when/starts.ts. */
  readonly starts?: readonly string[];
  /** True for a file that runs while installing only because another one calls it. */
  readonly isHelper?: boolean;
  /** Takes the bytes of each file that is read as a whole; without end when missing. */
  readonly allowance?: ReadAllowance;
  /** True to read the file however harmless it looks at a glance; what runs while installing always is. */
  readonly isReadWhole?: boolean;
}

/** How many bytes of code may still be read as a whole. Most files only get a glance, which costs next to nothing. */
export interface ReadAllowance {
  /** False where there is less left. */
  readonly take: (bytes: number) => boolean;
}

export function createAllowance(bytes: number): ReadAllowance {
  let left = bytes;
  return {
    take: (wanted) => {
      if (wanted > left) return false;
      left -= wanted;
      return true;
    },
  };
}

/** What reading one file gave. `facts` is null when there is nothing that a rule could ask about, or when the file could not be read (then there is a gap). */
export interface SourceReading {
  readonly facts: SourceFacts | null;
  /** Bytes or characters of the longest text or list of constants: no code, however long it makes the file. */
  readonly literalLength: number;
  /** What a glance at it has seen, as bits of `CONCERN`, up to the first that was reason enough to read it; everything where it was read without. */
  readonly concerns: number;
  readonly lines: () => readonly string[];
  readonly gaps: readonly Gap[];
}

const MEBIBYTE = 1024 * 1024;
/** Of a larger file only its beginning and its end are parsed. */
const LARGEST_BYTES = 10 * MEBIBYTE;

// What is not ordinary Python takes much longer to read: this share of what a package may hold is about 15 MB of that.
const BYTES_PER_UNIT = 3_000;

const gapIn = (file: SourceFile, why: string, kind?: Gap['kind']): Gap => ({
  kind: kind ?? (file.runs === 'latent' || file.runs === 'command' || file.runs === 'autoload' ? 'latent' : 'runs'),
  what: untrusted(file.path),
  why: untrusted(why),
});

function parsed(text: string, parser: PythonParser, { allowance }: SourceFile): SyntaxNode | TreeTooLarge {
  try {
    return parser.parse(text, (units) => allowance?.take(units * BYTES_PER_UNIT) ?? true);
  } catch (error) {
    if (error instanceof TreeTooLarge) return error;
    throw error;
  }
}

/** What a build makes of a file that no Python compiles as it is: a template is read as if it were filled, where it is Python then. */
function treeOf(text: string, parser: PythonParser, file: SourceFile): SyntaxNode | TreeTooLarge {
  const tree = parsed(text, parser, file);
  if (tree instanceof TreeTooLarge || unreadableSyntax(tree) === null || !neverCompiles(text)) return tree;
  const filled = filledTemplate(text);
  const whole = filled === null ? tree : parsed(filled, parser, file);
  return whole instanceof TreeTooLarge || unreadableSyntax(whole) !== null ? tree : whole;
}

/**
 * Syntax that the grammar does not know. The pieces inside it are read all the same; only where a remarkable word stands in it can something
 * be missed. Code of Python 2, and what no Python compiles, cannot be imported by any Python that pip installs for: it is told, but nothing runs.
 */
function syntaxGaps(file: SourceFile, tree: SyntaxNode): readonly Gap[] {
  const unreadable = unreadableSyntax(tree);
  if (!unreadable) return [];
  const { firstLine, isPython2, text } = unreadable;
  if (isPython2 || holdsPython2(tree.source)) return [gapIn(file, `not Python 3, first in line ${firstLine}`, 'data')];
  if (neverCompiles(tree.source)) return [gapIn(file, `no Python compiles it, first in line ${firstLine}`, 'data')];
  return [gapIn(file, `syntax not understood, first in line ${firstLine}`, mentionsSomething(text.normalize('NFKC')) ? undefined : 'data')];
}

const EVERYTHING = ~0;
// Rules compare each with the calls around it. No honest file was seen to have a tenth as many.
const MOST_FLOWS = 2_000;

type Told = Pick<SourceReading, 'facts' | 'literalLength' | 'gaps'>;

function factsOf(file: SourceFile, { text, look }: { readonly text: string; readonly look: Look | null }, parser: PythonParser): Told {
  const tree = treeOf(text, parser, file);
  if (tree instanceof TreeTooLarge) return { facts: null, literalLength: 0, gaps: [gapIn(file, tree.message, neverCompiles(text) ? 'data' : undefined)] };
  const { run, cut } = interpret(tree, file.runs, { starts: file.starts });
  const gaps = [...(cut === null ? [] : [gapIn(file, cut)]), ...syntaxGaps(file, tree)];
  const all = withHidden(factLists(run, file.isHelper === true), run, parser);
  const lists = { ...all, flows: all.flows.slice(0, MOST_FLOWS) };
  const left = all.flows.length > MOST_FLOWS ? [gapIn(file, `more than ${MOST_FLOWS} flows of data: the others were not judged`)] : [];
  const { shapes, literalLength } = shapeFacts(tree, look);
  return { facts: answers(lists, { ...file, shapes }), literalLength, gaps: [...gaps, ...left] };
}

const linesOf = (text: string | null): readonly string[] => text?.split('\n') ?? [];

/** What a glance tells of a file that need not be read: what it imports at most. Where it has to be read, what has been seen so far. */
function glancedAt(file: SourceFile, bytes: Buffer): SourceReading | Look {
  const { worth, look } = worthOf(bytes);
  if (worth === 'everything') return look;
  const text = (): string | null => decodeSource(file.bytes).text;
  const facts = worth === 'nothing' ? null : answers({ ...NO_LISTS, imports: importsByLine(text() ?? '', file.runs) }, { ...file, shapes: [] });
  return { facts, literalLength: look.longest, concerns: look.concerns, lines: () => linesOf(text()), gaps: [] };
}

const isReading = (glanced: SourceReading | Look): glanced is SourceReading => 'facts' in glanced;

/** Turns a Python file into facts. Rejects only when the parser does not load. */
export async function readSource(file: SourceFile, loadParser: LoadParser): Promise<SourceReading> {
  // What runs while installing may bring other files to run by a mere import.
  const isGlanced = file.isReadWhole !== true && file.runs !== 'install';
  const isPlain = isUtf8(file.bytes);
  const glanced = isGlanced && isPlain ? glancedAt(file, file.bytes) : null;
  if (glanced !== null && isReading(glanced)) return glanced;
  const source = decodeSource(file.bytes);
  const unread = { facts: null, literalLength: 0, concerns: EVERYTHING, lines: () => linesOf(source.text) };
  if (source.text === null) return { ...unread, gaps: [gapIn(file, source.why)] };
  const look = isGlanced && !isPlain ? glancedAt(file, Buffer.from(source.text)) : glanced;
  if (look !== null && isReading(look)) return look;
  const concerns = look?.concerns ?? EVERYTHING;
  const isLarge = file.bytes.length > LARGEST_BYTES;
  const text = isLarge ? withoutMiddle(source.text) : source.text;
  if (file.allowance?.take(text.length) === false) return { ...unread, gaps: [gapIn(file, 'beyond the limit of code that is read of one package')] };
  const told = await withParser(loadParser, (parser) => factsOf(file, { text, look: isLarge ? null : look }, parser));
  const left = isLarge ? [gapIn(file, `larger than ${LARGEST_BYTES / MEBIBYTE} MB: only its beginning and its end were read`)] : [];
  return { lines: () => linesOf(text), ...told, concerns, gaps: [...left, ...told.gaps] };
}
