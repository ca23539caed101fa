const ONE_COMMAND = /^[^;&|`$()<>\n]*$/;
const FOLDER = String.raw`(?:(?:/usr(?:/local)?|/opt/homebrew)?/bin/)?`;

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

const SHOW = ['notify-send', 'say', 'espeak', 'espeak-ng', 'mpv', 'mplayer', 'vlc', 'cvlc', 'ffplay', 'mpg123', 'feh', 'lp'];
const PRINT = ['whois', 'dig', 'host', 'nslookup', 'ping', 'traceroute', 'tracepath', 'mtr', 'identify', 'convert', 'magick', 'ffmpeg', 'ffprobe', 'mediainfo', 'tesseract', 'pdftotext', 'pdftoppm', 'pdfinfo', 'rsvg-convert', 'diff', 'cat', 'head', 'tail', 'wc', 'sort', 'du', 'df', 'md5sum', 'sha256sum', 'jq', 'echo', 'grep', 'msgfmt'];
const CLONES = /^(?:clone|fetch|ls-remote)$/;

const [SHOWS, PRINTS] = [SHOW, PRINT].map((names) => new RegExp(`^${FOLDER}(?:${names.join('|')})$`));
const GIT = new RegExp(`^${FOLDER}git$`);

// Other options name programs to be started.
const PLAIN_OPTION = /^(?:-[a-z\d]{1,2}|--[a-z-]+|-bg-\w+)$/i;
const STARTS_OTHERS = /^(?:-[ceoux]|--(?:exec|upload-pack|config|script|extension|template|recurse-submodules|lua|separate-git-dir|player|input-conf|load-scripts|include)\b.*)$/;

const isPlain = (word: string | null): boolean => word === null || !word.startsWith('-') || (PLAIN_OPTION.test(word) && !STARTS_OTHERS.test(word));

/** True for the words of git that bring a repository here: nothing of it runs before somebody starts it. */
export const clonesRepository = ([program, command]: readonly (string | null)[]): boolean => GIT.test(program ?? '') && CLONES.test(command ?? '');

/** True for a list of words (null where one is not known), none read by a shell, for a program that shows, prints or looks up what it is given and runs nothing of it. */
export function onlyReads([program, ...words]: readonly (string | null)[]): boolean {
  if (program === undefined || program === null || !words.every(isPlain)) return false;
  return clonesRepository([program, ...words]) || SHOWS?.test(program) === true || PRINTS?.test(program) === true;
}

/** True for such a program whose output nobody takes for code either. */
export const onlyShows = ([program]: readonly (string | null)[]): boolean => SHOWS?.test(program ?? '') === true;
