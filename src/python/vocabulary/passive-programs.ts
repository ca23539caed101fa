const ONE_COMMAND = /^[^;&|`$()<>\n]*$/;
const FOLDER = String.raw`(?:(?:/usr(?:/local)?)?/bin/)?`;

// They see to a file, and leave it what it is and where it is.
const TENDS = new RegExp(`^${FOLDER}(?:${['chmod', 'chown', 'chgrp', 'touch', 'ls', 'stat', 'file', 'wc', 'diff', 'git add', 'git rm'].join('|')})\\s`);
const COPIES = new RegExp(String.raw`^${FOLDER}(?:cp|install)\s(?:-\S+\s+)*(\S+)\s+(\S+)$`);

const nameIn = (path: string): string => path.split('/').at(-1) ?? '';

/** A copy of the same name within the folder is met again by that name. */
function copiesByName(command: string): boolean {
  const [, source, target] = COPIES.exec(command) ?? [];
  return source !== undefined && target !== undefined && /^\w/.test(target) && [nameIn(source), ''].includes(nameIn(target));
}

/** True for a line of one command that tends a file and starts nothing of it. */
export function tendsFile(line: string): boolean {
  const command = line.trim();
  return ONE_COMMAND.test(command) && (TENDS.test(command) || copiesByName(command));
}
