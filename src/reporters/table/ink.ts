import { Chalk } from 'chalk';
import type { Look } from '../../core/run.js';
import { escapeForTerminal } from '../escape/terminal.js';
import { flow, lineWidth, wordsOf } from './flow.js';

/** What reports are written with: the signs and colours of one look, and the only way for package text onto the page. */
export interface Ink {
  readonly good: (text: string) => string;
  readonly caution: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly dash: string;
  readonly dot: string;
  readonly arrow: string;
  /** Escaped, at most `cells` wide. */
  readonly quote: (text: string, cells?: number) => string;
  /** Cells that a line may fill. */
  readonly width: number;
  /** Sentences of escaped or own words, all lines indented alike. */
  readonly prose: (indent: number, ...sentences: readonly string[]) => readonly string[];
  /** The same as an item of a list: further lines are indented by two more. */
  readonly item: (indent: number, ...sentences: readonly string[]) => readonly string[];
}

// A message is a sentence. Whatever is longer than this was not written to be read.
const LONGEST_MESSAGE = 300;

/** Signs and colours for `look`. The colour level is given, never found out: a piped report must not depend on who reads it. */
export function inkFor(look: Look): Ink {
  const chalk = new Chalk({ level: look.colour ? 1 : 0 });
  const width = lineWidth(look.columns);
  return {
    good: (text) => chalk.green(text),
    caution: (text) => chalk.yellow(text),
    bad: (text) => chalk.red(text),
    faint: (text) => chalk.dim(text),
    dash: look.unicode ? '—' : '-',
    dot: look.unicode ? '·' : '-',
    arrow: look.unicode ? '→' : '->',
    quote: (text, cells = LONGEST_MESSAGE) => escapeForTerminal(text, { unicode: look.unicode, width: cells }),
    width,
    prose: (indent, ...sentences) => flow(sentences.flatMap(wordsOf), { first: indent, rest: indent, width }),
    item: (indent, ...sentences) => flow(sentences.flatMap(wordsOf), { first: indent, rest: indent + 2, width }),
  };
}
