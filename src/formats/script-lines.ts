/** One command of a script, with the lines that go on from it joined. */
export interface ScriptLine {
  readonly text: string;
  readonly line: number;
}

const COMMENT = /^\s*(?:#|::|rem\b|'|\/\/)/i;
// A backslash for shells, a caret for Windows' batch files, a backtick for PowerShell.
const GOES_ON = /[\\^`]$|\|\s*$/;
const MOST_JOINED = 20;

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
    commands.push({ text: command.trim(), line: start + 1 });
  }
  return commands;
}

const LONGEST_WHOLE = 8_000;

/** The commands of a short script as one, for what takes several of them. */
export function wholeScript(text: string): ScriptLine {
  return { text: scriptLines(text).map((line) => line.text).join('; ').slice(0, LONGEST_WHOLE), line: 1 };
}
