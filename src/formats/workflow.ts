import { scriptLines } from './script-lines.js';

const ALL_SECRETS = /\$\{\{\s*toJSON\(\s*secrets\s*\)\s*\}\}/gi;
const KEPT = /^\s*(?:-\s+)?(\w+):\s*["']?\$\{\{\s*toJSON\(\s*secrets\s*\)\s*\}\}/gim;

/** The lines of a workflow that take all secrets of a repository, with the variables filled in that hold them; none for any other YAML. */
export function linesWithSecrets(text: string): readonly { readonly text: string; readonly line: number }[] {
  const secrets = text.match(ALL_SECRETS)?.[0];
  if (secrets === undefined) return [];
  const names = [...text.matchAll(KEPT)].flatMap(([, name]) => name ?? []);
  const filled = (line: string): string => names.reduce((known, name) => known.replaceAll(new RegExp(String.raw`\$(?:env:)?\{?${name}\b\}?`, 'g'), () => secrets), line);
  return scriptLines(text).map((line) => ({ ...line, text: filled(line.text) })).filter((line) => line.text.includes(secrets));
}
