import { scriptLines } from './script-lines.js';

const ALL_SECRETS = /\$\{\{\s*toJSON\(\s*secrets\s*\)\s*\}\}/gi;
const KEPT = /^[ \t]*(?:-[ \t]+)?(\w+):[ \t]*["']?\$\{\{\s*toJSON\(\s*secrets\s*\)\s*\}\}/gim;

const MOST_NAMES = 50;

/** The lines of a workflow that take all secrets of a repository, with the variables filled in that hold them; none for any other YAML. */
export function linesWithSecrets(text: string): readonly { readonly text: string; readonly line: number }[] {
  const secrets = text.match(ALL_SECRETS)?.[0];
  if (secrets === undefined) return [];
  const names = [...new Set([...text.matchAll(KEPT)].map(([, name = '']) => name))].slice(0, MOST_NAMES);
  const known = new RegExp(String.raw`\$(?:env:)?\{?(?:${names.join('|')})\b\}?`, 'g');
  const filled = (line: string): string => (names.length === 0 ? line : line.replaceAll(known, () => secrets));
  return scriptLines(text).map((line) => ({ ...line, text: filled(line.text) })).filter((line) => line.text.includes(secrets));
}
