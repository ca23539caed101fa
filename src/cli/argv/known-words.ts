import type { Command } from 'commander';
import { optionsOf, pipOptions, type GatedCommand, type PipOption } from '../../pip/option-table.js';

/** An option as the command line may spell it. */
export interface KnownWord {
  /** Long form without dashes, under which commander knows it. */
  readonly name: string;
  readonly takesValue: boolean;
  readonly choices?: readonly string[] | undefined;
  readonly number?: PipOption['number'];
  /** The flag that this one takes back. */
  readonly undoes?: string | undefined;
}

/** All spellings of the options of one command, without dashes. */
export interface KnownWords {
  /** pip's long forms: an abbreviation means what it means to pip, whatever depsec adds. */
  readonly pips: ReadonlyMap<string, KnownWord>;
  readonly own: ReadonlyMap<string, KnownWord>;
  readonly shorts: ReadonlyMap<string, KnownWord>;
}

const wordOf = ({ name, value, choices, number, undoes }: PipOption): KnownWord => ({ name, takesValue: value !== undefined, choices, number, undoes });

function longsOf(options: readonly PipOption[]): ReadonlyMap<string, KnownWord> {
  return new Map(options.flatMap((option) => [option.name, ...(option.aliases ?? [])].map((spelling) => [spelling, wordOf(option)] as const)));
}

const shortsOf = (options: readonly PipOption[]): readonly (readonly [string, KnownWord])[] =>
  options.flatMap((option) => (option.short === undefined ? [] : [[option.short, wordOf(option)] as const]));

/** What may stand before the command of pip. */
export function generalWords(): KnownWords {
  const options = pipOptions.filter(({ general }) => general === true);
  return { pips: longsOf(options), own: new Map(), shorts: new Map(shortsOf(options)) };
}

/** What a command of depsec knows that takes the options of one of pip's. */
export function knownWords(command: Command, gated: GatedCommand): KnownWords {
  const own = command.options.map(({ long, short, required }) => ({ short: short?.slice(1), word: { name: long?.slice(2) ?? '', takesValue: required } }));
  return {
    pips: longsOf(optionsOf(gated)),
    own: new Map(own.map(({ word }) => [word.name, word])),
    shorts: new Map([...own.flatMap(({ short, word }) => (short === undefined ? [] : [[short, word] as const])), ...shortsOf(optionsOf(gated))]),
  };
}
