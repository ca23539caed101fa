import { UserError, type UserErrorCode } from '../core/errors.js';

const positionOf = (cause: Error): string =>
  'line' in cause && typeof cause.line === 'number' && 'column' in cause && typeof cause.column === 'number' ? `:${cause.line}:${cause.column}` : '';

/** Parses TOML, with lines ended as Python's tomllib ends them and integers of any size, as Python has them. `file` is only for messages. Throws UserError `code` with file, line and column. */
export async function parseToml(text: string, file: string, code: UserErrorCode): Promise<Readonly<Record<string, unknown>>> {
  // Loaded only when there is a file to read: most runs have none.
  const { parse, TomlError } = await import('smol-toml');
  try {
    return parse(text.replaceAll('\r\n', '\n'), { integersAsBigInt: 'asNeeded' });
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    const why = (cause.message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /, '');
    throw new UserError(code, `${file}${positionOf(cause)}: not valid TOML: ${why}`, { cause });
  }
}
