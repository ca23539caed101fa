import type { CompiledAct, CompiledCode, CompiledModule } from '../core/facts/compiled-facts.js';
import { isExample } from '../core/examples.js';
import { defineRule, type RuleFinding } from '../core/rule.js';

const has = ({ acts }: CompiledCode, ...wanted: readonly CompiledAct[]): boolean => wanted.every((act) => acts.includes(act));

/** What one function does, by the names in it; null for nothing that packages do not do. */
function behaviour(code: CompiledCode): string | null {
  if (has(code, 'decoder', 'exec')) return 'decodes something and runs it';
  if (has(code, 'network', 'exec') || has(code, 'network', 'process')) return 'talks to the network and runs something';
  return has(code, 'host', 'network') ? 'tells the network who and where the user is' : null;
}

function textBehaviour({ commands, addresses, texts }: CompiledModule): string | null {
  const token = texts.find(({ mark }) => mark === 'drop-token');
  if (token !== undefined) return `holds ${token.name}`;
  const command = commands.find(({ traits }) => traits.some((trait) => trait === 'hidden-shell' || trait === 'reverse-shell' || trait === 'fetches-and-runs'));
  if (command !== undefined) return `holds the command ${JSON.stringify(command.text.slice(0, 120))}`;
  const drop = addresses.find(({ traits }) => traits.includes('drop-host'));
  return drop === undefined ? null : `holds the address ${JSON.stringify(drop.text.slice(0, 120))}`;
}

const WORDS: Readonly<Record<CompiledModule['source'], string>> = {
  missing: 'comes without its source',
  other: 'is not made from the source beside it',
  unchecked: 'is run instead of the source beside it, whatever that says',
  matching: 'comes with its source',
};

// Python never loads what lies in a cache without its source; and source archives bring caches of what their author has changed since.
const isLeftover = ({ place, source }: CompiledModule, isWheel: boolean): boolean => place === 'cache' && (source === 'missing' || (source === 'other' && !isWheel));

// Test data of source archives; nobody builds a wheel with such a file.
const isHarmless = (module: CompiledModule, isWheel: boolean): boolean => isLeftover(module, isWheel) || (module.isEmpty === true && !isWheel);

function judge(module: CompiledModule, isWheel: boolean): RuleFinding {
  const { path, source, codes, problem, isByteCode } = module;
  if (!isByteCode) return { severity: 'medium', isStrong: true, message: `${path} is called compiled Python and is something else`, file: path };
  const where = module.place === 'elsewhere' ? 'is compiled Python under another name' : WORDS[source];
  const what = textBehaviour(module) ?? codes.map(behaviour).find((each) => each !== null) ?? null;
  if (what !== null) return { severity: source === 'other' && !isWheel ? 'medium' : 'critical', message: `${path} ${where} and ${what}`, file: path };
  // Tests of what reads byte code have some to be read.
  if (module.place === 'elsewhere') return { severity: isExample(path) ? 'low' : 'medium', isStrong: !isExample(path), message: `${path} ${where}`, file: path };
  if (problem === null || isLeftover(module, isWheel)) return { severity: isHarmless(module, isWheel) ? 'low' : 'medium', message: `${path} ${WORDS[source]}`, file: path };
  return { severity: 'critical', message: `${path} ${WORDS[source]} and cannot be read: ${problem}`, file: path };
}

export default defineRule({
  kind: 'package',
  title: 'Compiled Python in place of source that could be read',
  docs: `A .pyc without its source, of another size than its source, or marked so that Python never compares the two, runs code that no reader sees. Wheels are built from source and pip compiles by itself,
so among thousand popular ones not one has such a file. depsec reads names and texts of the compiled code: one that decodes and runs, or
fetches and runs, blocks, and so does one that cannot be read. A file under that suffix that is no byte code at all hides something, and so does byte code under another name.

What to do: take a release with source.

Out of scope: what the code does beyond the names in it, other Pythons than CPython, and caches that lie beside their source with the right size: pip overwrites them.`,

  check: ({ compiled, kind }) => compiled.filter(({ source, isByteCode }) => source !== 'matching' || !isByteCode).map((module) => judge(module, kind === 'wheel')),
});
