import { UserError } from '../../core/errors.js';

export type Table = Readonly<Record<string, unknown>>;

export const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** Parses TOML 1.0. `what` names the text in messages. Throws `bad-input`. */
export async function parseTable(text: string, what: string): Promise<Table> {
  const { parse, TomlError } = await import('smol-toml');
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    throw new UserError('bad-input', `${what} is not valid TOML: ${cause.message.split('\n')[0] ?? ''}`, { cause });
  }
}
