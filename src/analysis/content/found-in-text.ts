import type { SourceKind, Trait } from '../../core/facts/source-facts.js';
import type { ContentFacts, FoundAddress, ScriptCommand } from '../../core/facts/content-facts.js';
import { commandTraits } from '../../python/vocabulary/commands.js';
import { toldByCommands } from '../../python/vocabulary/told-by-commands.js';
import { addressTraits } from '../../python/vocabulary/network/addresses.js';
import { textMarks } from '../../python/vocabulary/tokens.js';

const ADDRESS = /\b(?:https?|ftp|wss?):\/\/[^\s"'<>`\\]{4,500}/g;

/** A text and where it stands. */
export interface PlacedText {
  readonly text: string;
  readonly line: number;
}

// What turns a connection into a shell; without it `/dev/tcp` only asks whether somebody listens, as scripts that wait for a server do.
const SHELL_ON_CONNECTION = />\s*&\s*\/dev\/(?:tcp|udp)|\b0\s*[<>]&|<&\s*\d|\bexec\s+\d|<>\s*\/dev\/|sh\s+-i/;
const isProbe = (text: string): boolean => /\/dev\/(?:tcp|udp)\//.test(text) && !SHELL_ON_CONNECTION.test(text);

const SECRET: ReadonlySet<SourceKind> = new Set<SourceKind>(['environment', 'credentials', 'observation']);

/** True for a line that sends what another command of it tells: the environment, in which tokens stand, what opens accounts, or what the user sees and types. */
const sendsTold = (text: string, traits: readonly Trait[]): boolean => traits.includes('uploads') && toldByCommands(text).some(({ kind }) => SECRET.has(kind));

/** Commands with something remarkable about them. */
export function commandsIn(texts: readonly PlacedText[]): readonly ScriptCommand[] {
  return texts.flatMap(({ text, line }) => {
    const traits = [...commandTraits(text)].filter((trait) => trait !== 'build-tool' && trait !== 'unpacks' && !(trait === 'reverse-shell' && isProbe(text)));
    if (sendsTold(text, traits)) traits.push('sends-secrets');
    return traits.length === 0 ? [] : [{ line, text, traits }];
  });
}

function addressesIn(texts: readonly PlacedText[]): readonly FoundAddress[] {
  return texts.flatMap(({ text, line }) =>
    [...text.matchAll(ADDRESS)].flatMap(([address]) => {
      const traits = [...addressTraits(address)].filter((trait) => trait === 'drop-host' || trait === 'raw-address');
      return traits.length === 0 ? [] : [{ line, text: address, traits }];
    }),
  );
}

/** What makes texts remarkable by themselves: tokens, places where secrets are kept. */
function marksIn(texts: readonly PlacedText[]): ContentFacts['texts'] {
  return texts.flatMap(({ text, line }) => textMarks(text).map(({ mark, name }) => ({ mark, name, line })));
}

/** Tokens of bots and webhooks. */
export function tokensIn(texts: readonly PlacedText[]): ContentFacts['texts'] {
  return marksIn(texts).filter(({ mark }) => mark === 'drop-token');
}

/** What is remarkable about texts that were found in data. */
export function foundIn(texts: readonly PlacedText[]): Pick<ContentFacts, 'commands' | 'addresses' | 'texts'> {
  return { commands: commandsIn(texts), addresses: addressesIn(texts), texts: marksIn(texts) };
}
