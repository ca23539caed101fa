import type { ScriptCommand } from '../../core/facts/content-facts.js';
import { fetchedFile, fetches } from '../../python/vocabulary/commands.js';
import type { PlacedText } from './found-in-text.js';

const MOST_KEPT = 20;
const LONGEST_LINE = 2_000;
const INTO_FILE = />\s{0,5}["']?([^\s"';&|<>()]{2,100})/;
const INTO_VARIABLE = /(?:^|[;&]\s{0,20})(?:export\s+|local\s+)?([A-Za-z_]\w{0,40})=["']?(?:\$\(|`)/;

// What stands before a command, and what runs the file or the text that it is given.
const LEADS: ReadonlySet<string> = new Set(['sudo', 'nohup', 'exec', 'env', 'command', 'time', 'setsid', 'then', 'do', 'else', '{', '(']);
const RUNNER = /^(?:\S*\/)?(?:(?:ba|z|da|k)?sh|source|\.|eval|python[\d.]*|perl|ruby|node|php)$/;

const unquoted = (word: string): string => word.replaceAll(/^["'(]+|["');]+$/g, '');

/** What a line that fetches keeps it in: files, and variables as they are mentioned. */
function placesOf(text: string): readonly string[] {
  const [file, variable] = [fetchedFile(text) || (INTO_FILE.exec(text)?.[1] ?? ''), INTO_VARIABLE.exec(text)?.[1]];
  return [...(file === '' || file.startsWith('/dev/') ? [] : [file, `./${file}`]), ...(variable === undefined ? [] : [`$${variable}`, `\${${variable}}`])];
}

/** True where a command is one of these places, or gives one to what runs it. */
function runs(command: string, places: ReadonlySet<string>): boolean {
  const words = command.trim().split(/\s+/).map(unquoted);
  const first = words.findIndex((word) => !LEADS.has(word) && !/^\w+=/.test(word));
  const program = words[first] ?? '';
  const given = words.slice(first + 1);
  if (places.has(program) || (program === 'chmod' && given.some((word) => places.has(word)))) return true;
  // What stands behind the script is for the script, and behind `-m` for a module.
  return RUNNER.test(program) && !given.includes('-m') && places.has(given.find((word) => !word.startsWith('-')) ?? '');
}

/** Lines of a shell script that run what an earlier line of it has fetched. */
export function fetchedByScript(lines: readonly PlacedText[]): readonly ScriptCommand[] {
  const kept = new Set<string>();
  return lines.flatMap(({ text: whole, line }): readonly ScriptCommand[] => {
    const text = whole.slice(0, LONGEST_LINE);
    const isRun = kept.size > 0 && text.split(/&&|\|\|?|;|&/).some((command) => runs(command, kept));
    if (kept.size < MOST_KEPT && fetches(text)) for (const place of placesOf(text)) kept.add(place);
    return isRun ? [{ line, text, traits: ['fetches-and-runs'] }] : [];
  });
}
