import type { ContentFacts, FoundAddress, ScriptCommand } from '../../core/content-facts.js';
import { commandTraits } from '../../python/vocabulary/commands.js';
import { addressTraits } from '../../python/vocabulary/network.js';
import { textMarks } from '../../python/vocabulary/tokens.js';

const ADDRESS = /\b(?:https?|ftp|wss?):\/\/[^\s"'<>`\\]{4,500}/g;

/** A text and where it stands. */
export interface PlacedText {
  readonly text: string;
  readonly line: number;
}

/** Commands with something remarkable about them. */
export function commandsIn(texts: readonly PlacedText[]): readonly ScriptCommand[] {
  return texts.flatMap(({ text, line }) => {
    const traits = [...commandTraits(text)].filter((trait) => trait !== 'build-tool' && trait !== 'unpacks');
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

/** What is remarkable about texts that were found in data. */
export function foundIn(texts: readonly PlacedText[]): Pick<ContentFacts, 'commands' | 'addresses' | 'texts'> {
  const marked = texts.flatMap(({ text, line }) => textMarks(text).map(({ mark, name }) => ({ mark, name, line })));
  return { commands: commandsIn(texts), addresses: addressesIn(texts), texts: marked };
}
