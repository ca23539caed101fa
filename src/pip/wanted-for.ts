import { formatsOf, mergeFormats, type BinaryFormats } from '../core/facts/binary-formats.js';
import { isPackageName, parsePackageName } from '../core/name.js';
import type { PipOptionValues } from './options.js';

const TARGET: Readonly<Record<string, string>> = { platform: 'platform', implementation: 'implementation', abi: 'ABI' };

/** Which Python and platform pip looks for files for, in words: the one that it runs on, unless options name another. */
export function wantedFor(pip: PipOptionValues, pythonVersion: string): string {
  const named = pip.get('python-version')?.at(-1);
  const target = Object.entries(TARGET).flatMap(([option, word]) => (pip.has(option) ? [`${word} ${(pip.get(option) ?? []).join(' or ')}`] : []));
  if (named === undefined && target.length === 0) return `Python ${pythonVersion} here`;
  return [`Python ${named ?? pythonVersion}`, ...target].join(', ');
}

const SIDES: ReadonlyMap<string, keyof BinaryFormats> = new Map([['no-binary', 'noBinary'], ['only-binary', 'onlyBinary']]);

/** Whether `--no-binary`, of the command line or of a requirements file, asks for source packages of a project. */
export function wantsSource(pip: PipOptionValues, inFiles: BinaryFormats): (name: string) => boolean {
  const typed = [...pip].flatMap(([option, values]) => {
    const side = SIDES.get(option);
    return side === undefined ? [] : values.map((value) => formatsOf(side, value));
  });
  const { noBinary, onlyBinary } = [...typed, inFiles].reduce(mergeFormats);
  return (name) => {
    const own = isPackageName(name) ? parsePackageName(name) : name;
    return noBinary.includes(own) || (noBinary.includes(':all:') && !onlyBinary.includes(own));
  };
}
