/** One command of a script, with the lines that go on from it joined. */
export interface ScriptLine {
  readonly text: string;
  readonly line: number;
}

const COMMENT = /^\s*(?:#|::|rem\b|'|\/\/)/i;
// A backslash for shells, a caret for Windows' batch files, a backtick for PowerShell.
const GOES_ON = /[\\^`]$|\|\s*$/;
const MOST_JOINED = 20;
// What an interpreter reads instead of a file: the lines behind the command, up to a word.
const HERE = /(?:^|[;&|]\s{0,20})(?:[^\s;&|<]{0,100}\/)?(?:python[\d.]*|perl|ruby|php|node|(?:ba|z|da|k)?sh)\b[^\n<]{0,100}<<-?\s{0,5}["']?(\w{1,40})/;
const MOST_HERE = 200;

/** The lines that a command gives to the interpreter that it starts; none where it starts none so, or where they have no end. */
function given(command: string, lines: readonly string[], from: number): readonly string[] {
  const word = command.includes('<<') ? HERE.exec(command)?.[1] : undefined;
  if (word === undefined) return [];
  const length = lines.slice(from, from + MOST_HERE).findIndex((each) => each.trim() === word);
  return length < 0 ? [] : lines.slice(from, from + length);
}

/** The commands of a shell script, batch file or PowerShell script. */
export function scriptLines(text: string): readonly ScriptLine[] {
  const lines = text.split(/\r\n?|\n/);
  const commands: ScriptLine[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const start = at;
    let command = lines[at] ?? '';
    if (command.trim() === '' || COMMENT.test(command)) continue;
    while (GOES_ON.test(command) && at + 1 < lines.length && at - start < MOST_JOINED) {
      at += 1;
      command = `${command.replace(/[\\^`]$/, '')} ${(lines[at] ?? '').trim()}`;
    }
    const here = given(command, lines, at + 1);
    at += here.length;
    commands.push({ text: [command.trim(), ...here.filter((each) => !COMMENT.test(each)).map((each) => each.trim())].join('; '), line: start + 1 });
  }
  return commands;
}

const LONGEST_WHOLE = 8_000;

/** The commands of a short script as one, for what takes several of them. */
export function wholeScript(text: string): ScriptLine {
  return { text: scriptLines(text).map((line) => line.text).join('; ').slice(0, LONGEST_WHOLE), line: 1 };
}
