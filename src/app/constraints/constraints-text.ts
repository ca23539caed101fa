import type { ProjectConstraint } from '../../sources/advisories/constraints/project-constraint.js';
import { depsecVersion } from '../build-facts.js';

/** What the heading tells. */
export interface ConstraintsHeading {
  /** Where the projects were found, in words. */
  readonly of: string;
  readonly asOfMs: number;
  readonly count: number;
}

const WIDTH = 100;

/** One line of comment and nothing else, whatever stands in an id or a path. */
const plain = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?');

function comment(lead: string, items: readonly string[]): readonly string[] {
  if (items.length === 0) return [];
  const lines = [`# ${lead}:`];
  for (const [index, item] of items.map(plain).entries()) {
    const word = `${item}${index < items.length - 1 ? ',' : ''}`;
    if (`${lines.at(-1)} ${word}`.length > WIDTH) lines.push(`#   ${word}`);
    else lines[lines.length - 1] = `${lines.at(-1)} ${word}`;
  }
  return lines;
}

function projectLines(name: string, { specifier, ids, unfixed, isWider, unread }: ProjectConstraint): readonly string[] {
  return [
    '',
    ...comment(name, ids),
    ...(isWider ? ['# Older versions are left out as well: pip has no words for the fixed ones among them.'] : []),
    ...comment(`${name}, no version is free of`, unfixed),
    ...comment(`${name}, could not be read`, unread),
    ...(specifier === '' ? [] : [`${name}${specifier}`]),
  ];
}

/** The file as pip reads it (`-c FILE`). */
export function constraintsText(found: readonly (readonly [name: string, constraint: ProjectConstraint])[], { of, asOfMs, count }: ConstraintsHeading): string {
  const heading = [
    `# Versions without known vulnerabilities, for the ${count === 1 ? 'package' : `${count} packages`} of ${plain(of)}: pip install -c THIS_FILE ...`,
    `# Made by depsec ${depsecVersion} from advisories as of ${new Date(asOfMs).toISOString().slice(0, 10)}; depsec update-db fetches newer ones.`,
  ];
  return `${[...heading, ...found.flatMap(([name, constraint]) => projectLines(name, constraint))].join('\n')}\n`;
}
