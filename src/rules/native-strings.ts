import type { ContentFacts } from '../core/facts/content-facts.js';
import { defineRule, type RuleFinding } from '../core/rule.js';

/** What a program can do by the functions that it imports; only together do they say so. */
const ABILITIES: readonly { readonly all: readonly string[]; readonly words: string }[] = [
  { all: ['URLDownloadToFile'], words: 'fetches files from an address' },
  { all: ['WriteProcessMemory', 'CreateRemoteThread'], words: 'runs code in other programs' },
  { all: ['SetWindowsHookEx', 'GetAsyncKeyState'], words: 'watches the keyboard' },
];

function abilities({ loads }: ContentFacts): readonly RuleFinding[] {
  const names = new Set(loads.map(({ name }) => name));
  return ABILITIES.filter(({ all }) => all.every((name) => names.has(name))).map(({ all, words }) => ({ severity: 'low', isStrong: true, message: `the machine code ${words} (${all.join(', ')})` }));
}

function findingsIn({ texts, addresses, commands }: ContentFacts): readonly RuleFinding[] {
  const tokens = texts.filter(({ mark }) => mark === 'drop-token').map(({ name }): RuleFinding => ({ severity: 'critical', message: `the machine code holds ${name}` }));
  const drops = addresses.filter(({ traits }) => traits.includes('drop-host')).map(({ text }): RuleFinding => ({ severity: 'low', isStrong: true, message: `the machine code holds the address ${JSON.stringify(text.slice(0, 120))}` }));
  const shells = commands
    .filter(({ traits }) => traits.some((trait) => trait === 'hidden-shell' || trait === 'reverse-shell' || trait === 'fetches-and-runs'))
    .map(({ text }): RuleFinding => ({ severity: 'low', isStrong: true, message: `the machine code holds the command ${JSON.stringify(text.slice(0, 120))}` }));
  return [...tokens, ...drops, ...shells];
}

export default defineRule({
  kind: 'content',
  title: 'Machine code with the addresses and commands of droppers in it',
  docs: `Instructions are not judged, but texts and imports of machine code can be read: the token of a bot, a paste or tunnel to report to, a PowerShell line that is encoded, a command that fetches and runs.
Extension modules compute and hold none of that. A token blocks; the others count where the package holds little else, or together.

What to do: find out who built the file and from what.

Out of scope: files above 1 MB, texts that are packed or put together at run time, and everything that the instructions do.`,

  check: (facts) => (facts.kind === 'native' ? [...findingsIn(facts), ...abilities(facts)] : []),
});
