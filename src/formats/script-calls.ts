// What Node's child_process starts, where the command is one text.
const STARTS = /\b(?:exec|execSync|execFile|execFileSync|spawn|spawnSync)\s*\(\s*(?:"((?:\\.|[^"\\\n]){1,2000})"|'((?:\\.|[^'\\\n]){1,2000})'|`((?:\\.|[^`\\]){1,2000})`)/g;

/** Commands that a JavaScript file starts, with their lines. Files of browsers start none. */
export function startedByScript(text: string): readonly { readonly text: string; readonly line: number }[] {
  if (!text.includes('child_process')) return [];
  return text.split('\n').flatMap((content, index) => [...content.matchAll(STARTS)].map(([, double, single, template]) => ({ text: double ?? single ?? template ?? '', line: index + 1 })));
}
