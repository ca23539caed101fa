import type { ScriptLine } from './script-lines.js';

// What starts programs, or asks other machines, in C, C++, Objective-C, Rust, Go and for Windows. Without it a text does nothing.
const ACTS = /\b(?:system|popen|_popen|execl[ep]?|execvp?e?|posix_spawnp?|socket|connect|WinExec|ShellExecute(?:Ex)?[AW]?|CreateProcess[AW]?|URLDownloadToFile[AW]?|WinHttpOpen|InternetOpen(?:Url)?[AW]?|curl_easy_setopt)\s*\(|\bCommand::new\b|\bexec\.Command\b|\bNSTask\b|\bTcpStream\b|\bnet\.Dial\b|\bhttp\.(?:Get|Post)\b|\breqwest\b|\bureq\b/;
// Never fails once it has begun, so that no file takes the square of its length: what is not closed ends with its line or with the file.
const PIECES = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:\\[^\n]|[^'\\\n])'|"((?:[^"\\\n]|\\[\s\S])*)(?:"|\\?(?=\n|$))/g;
const ESCAPE = /\\(?:x[\da-fA-F]{1,2}|[0-7]{1,3}|[\s\S])/g;
const MEANS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '', b: '', f: '', v: '', '\n': '' };
// Words without which a text is neither a command of note nor an address.
const REMARKABLE = /:\/\/|:AA|\/dev\/(?:tcp|udp)|\b(?:(?:ba|z|da|k)?sh|curl|wget|powershell|pwsh|cmd|mshta|certutil|bitsadmin|schtasks|nc|ncat|socat|telnet|openssl|python\d?|perl|ruby|php|node)\b/i;
const MOST_TEXTS = 5_000;
const LONGEST = 4_000;

const unescaped = (text: string): string =>
  text.replace(ESCAPE, (escape) => {
    const rest = escape.slice(1);
    if (/^x./.test(rest)) return String.fromCharCode(Number.parseInt(rest.slice(1), 16));
    return /^[0-7]/.test(rest) ? String.fromCharCode(Number.parseInt(rest, 8)) : (MEANS[rest] ?? rest);
  });

/** Texts of the file; those that stand next to each other are one, as C has it. */
function textsIn(source: string): readonly ScriptLine[] {
  const texts: ScriptLine[] = [];
  let [end, line, counted] = [-1, 1, 0];
  for (const { 0: whole, 1: inner, index } of source.matchAll(PIECES)) {
    if (inner === undefined) continue;
    for (let at = source.indexOf('\n', counted); at >= 0 && at < index; at = source.indexOf('\n', at + 1)) [line, counted] = [line + 1, at + 1];
    const text = unescaped(inner.slice(0, LONGEST));
    const last = texts.at(-1);
    if (last !== undefined && last.text.length < LONGEST && source.slice(end, index).trim() === '') texts[texts.length - 1] = { ...last, text: last.text + text };
    else texts.push({ text, line });
    if (texts.length > MOST_TEXTS) break;
    end = index + whole.length;
  }
  return texts;
}

/** The texts of a file that is compiled (C, C++, Objective-C, Rust, Go), where that file starts programs or asks other machines as well. Comments are left out. */
export function textsOfNativeSource(bytes: Buffer): readonly ScriptLine[] {
  const source = bytes.toString('utf8');
  return ACTS.test(source) ? textsIn(source).filter(({ text }) => REMARKABLE.test(text)) : [];
}

// What gives a shell to whoever is at the other end. With `-c` the shell runs one command, as a library does that starts programs.
const SHELL_FOR_OTHERS = [/\bsocket\s*\(/, /\bconnect\s*\(/, /\bdup[23]\s*\(/, /\bexec(?:l|le|lp|v|ve|vp|vpe)\s*\(\s*"(?:\/\S*)?\/?(?:ba|z|da|k)?sh"(?![^;]{0,200}"-c")/];

/** The line where a file opens a shell for another machine; null for nearly all. */
export function shellForOthers(bytes: Buffer): ScriptLine | null {
  const source = bytes.toString('utf8');
  if (!SHELL_FOR_OTHERS.every((part) => part.test(source))) return null;
  const at = SHELL_FOR_OTHERS.at(-1)?.exec(source)?.index ?? 0;
  return { text: (source.slice(at, at + LONGEST).split('\n', 1)[0] ?? '').trim(), line: source.slice(0, at).split('\n').length };
}
