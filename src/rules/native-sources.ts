import type { ContentFacts } from '../core/facts/content-facts.js';
import { isExample } from '../core/examples.js';
import { isNativeSource } from '../core/native-source.js';
import type { Trait } from '../core/facts/source-facts.js';
import { defineRule, type RuleFinding } from '../core/rule.js';

const LONGEST = 120;

const WORDS: readonly (readonly [Trait, string])[] = [
  ['reverse-shell', 'opens a shell for somebody else'],
  ['hidden-shell', 'starts a command that hides what it does'],
  ['sends-secrets', 'sends what opens accounts to the network'],
  ['fetches-and-runs', 'starts a command that fetches a program and runs it'],
];

const shown = (text: string): string => JSON.stringify(text.slice(0, LONGEST));

function ofCommands({ commands, path }: ContentFacts): readonly RuleFinding[] {
  return commands.flatMap((command) => {
    const [, words] = WORDS.find(([trait]) => command.traits.includes(trait)) ?? [];
    return words === undefined ? [] : [{ severity: isExample(path) ? ('low' as const) : ('medium' as const), isStrong: !isExample(path), message: `what is compiled here ${words}: ${shown(command.text)}`, at: command }];
  });
}

function findingsIn(facts: ContentFacts): readonly RuleFinding[] {
  const tokens = facts.texts.map((text): RuleFinding => ({ severity: 'critical', message: `what is compiled here holds ${text.name}`, at: text }));
  const drops = facts.addresses.filter(({ traits }) => traits.includes('drop-host')).map((address): RuleFinding => ({ severity: 'low', isStrong: !isExample(facts.path), message: `what is compiled here holds the address ${shown(address.text)}`, at: address }));
  return [...tokens, ...ofCommands(facts), ...drops];
}

export default defineRule({
  kind: 'content',
  title: 'Source of machine code with the addresses and commands of droppers in it',
  docs: `A build compiles what a source brings in C, C++, Objective-C, Rust or Go, and the package loads it. What it does is not followed, but the texts of a file that starts programs or asks other machines can be read:
the token of a bot, a paste or tunnel to report to, a command that fetches and runs or that is encoded, and a shell whose input and output are a connection. Extension modules compute and hold none of that.

What to do: read the line, and take a wheel of somebody you trust.

Out of scope: texts that are put together while the code runs, files above 1 MB, sources in wheels, which nothing compiles, and everything else that the code does.`,

  check: (facts) => (isNativeSource(facts.path) && facts.kind === 'text' ? findingsIn(facts) : []),
});
