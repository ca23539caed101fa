import { NETWORK_MEMBERS, NETWORK_MODULES } from '../vocabulary/network.js';
import { CONCERN } from './concerns.js';
import { after, before, hasPlainAttribute, isRootFolder, lineBefore, textAfter, wordBefore, type Spot } from './spot.js';

type Test = (spot: Spot) => boolean;

/** What a word means in code and in a text, as bits of `CONCERN`, and when it does. */
export interface Meaning {
  readonly code: number;
  readonly text: number;
  readonly remark: number;
  readonly when: Test;
}

const ALWAYS: Test = () => true;

const isAttribute: Test = (spot) => before(spot) === '.';
const isImported: Test = (spot) => /(?:^|;|:)\s*(?:import|from)\s|\bimport\s[^;]*$/.test(lineBefore(spot));
/** `name.` or the subject of an import. */
const isModule: Test = (spot) => (isAttribute(spot) ? isImported(spot) : after(spot) === '.' || isImported(spot));
const isDefined: Test = (spot) => /^(?:def|class)$/.test(wordBefore(spot));
/** Not the name of a method, of a keyword argument or of something that is defined here. */
const isFree: Test = (spot) => !isAttribute(spot) && !/^=[^=]/.test(textAfter(spot).trimStart()) && !isDefined(spot);
const isMethodOrCalled: Test = (spot) => (isAttribute(spot) || after(spot) === '(') && !isDefined(spot);

const SYSTEM_NAMES = /\b(?:system|popen\w*|exec\w*|spawn\w*|startfile|posix_spawn\w*)\b|\*/;
const LONGEST_STATEMENT = 3_000;
const statement = (text: string): string => (/^\s*import\s*\(/.test(text) ? text.slice(0, text.indexOf(')') + 1 || text.length) : (/^[^\n\\]*(?:\\\n[^\n\\]*)*/.exec(text)?.[0] ?? text));
/** A module with powerful members that is handed on, renamed or asked for a name that is put together; `os.path` is none of these. */
const isHandedOn: Test = (spot) => {
  if (hasPlainAttribute(spot)) return false;
  const next = textAfter(spot, LONGEST_STATEMENT);
  if (wordBefore(spot) === 'from') return SYSTEM_NAMES.test(statement(next));
  if (isAttribute(spot)) return false;
  if (/^\s*\.\s*__/.test(next)) return true;
  if (/^\s*(?:\.|=[^=]|:)/.test(next)) return false;
  if (isImported(spot)) return /^\s*as\b/.test(next);
  return !(ASKED_BY_NAME.test(lineBefore(spot)) && CONSTANT_NAME.test(next));
};

const POWERFUL_NAME = String.raw`(?:__builtins?__|__import__|os|sys|posix|nt|subprocess|exec|eval|compile|getattr|builtins|pty|socket|importlib)['"]`;
// One variable and one constant are what everybody writes; what else is in brackets may put a name together.
const BUILT_NAME = new RegExp(String.raw`^(?:\s*\(\s*\))?\s*(?:\[|\.\s*(?:get|__getitem__|pop)\s*\()\s*(?!\w+(?:\.\w+)*\s*[\],)]|['"](?!${POWERFUL_NAME})[^'"\\]*['"]\s*[\],)])`);
const ASKED_BY_NAME = /\b(?:has|get|set|del)attr\s*\(\s*$/;
const CONSTANT_NAME = new RegExp(String.raw`^\s*,\s*['"](?!(?:__|exec|spawn|posix_spawn|popen|system|startfile))\w+['"]\s*[,)]`);

// A text that is put together on the spot, or handed over as it is.
const RUNS_BUILT_TEXT = /^\s*\(\s*(?:[rbuft]{0,2}['"]|[^()]*(?:\+|%|\.\s*(?:join|format|replace)\b|\[[^\]]*:))/i;

// `getattr(x, "name")`
const GETS_CONSTANT = /^\s*\(\s*[\w.]+\s*,\s*['"][^'"\\]*['"]\s*[,)]/;
const SPELLS_NAME = /^\s*\(\s*[\w.]+\s*,\s*\w+\s*\[\s*-?\d+\s*\]\s*\+/;
const AT_ROOT = /^\s*\(\s*[rRbu]?['"](?:[\\/~]|[A-Za-z]:|%)/;

const entries: [readonly string[], Partial<Meaning>][] = [];
const add = (meaning: Partial<Meaning>, words: string): void => void entries.push([words.trim().split(/\s+/), meaning]);

const { read, exec, source, file, systemPath, pth, sitePackages, imported, handedOn, byName, decodes, deletes, userRoot } = CONCERN;

// Processes.
add({ code: read }, 'subprocess Popen popen popen2 popen3 popen4 startfile posix_spawn posix_spawnp execl execle execlp execlpe execv execve execvp execvpe spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe create_subprocess_shell create_subprocess_exec windll WinExec ShellExecute win32api win32process Dispatch run_process _posixsubprocess fork_exec _winapi _execute_child getstatusoutput');
add({ code: read, when: (spot) => isMethodOrCalled(spot) && wordBefore(spot) !== 'platform' }, 'system');
add({ code: read, when: (spot) => /^(?:pty|distutils|spawn|import)$/.test(wordBefore(spot)) }, 'spawn');
add({ code: read, when: isImported }, 'commands pty pexpect webbrowser win32com pip ctypes cffi marshal winreg _winreg pynput keyboard pyperclip clipboard klembord win32clipboard browser_cookie3 win32crypt');
add({ code: read }, 'clipboard_get clipboard_append');
// Networks.
add({ code: read, when: isModule }, NETWORK_MODULES.join(' '));
add({ code: read }, NETWORK_MEMBERS.join(' '));
add({ code: read, when: (spot) => wordBefore(spot) === 'urllib' || /\burllib\s+import\b/.test(lineBefore(spot)) }, 'request');
add({ code: read, when: (spot) => wordBefore(spot) === 'http' }, 'client');
// Code out of data.
add({ code: exec, when: isFree }, 'exec eval execfile');
add({ code: read, when: (spot) => isFree(spot) && RUNS_BUILT_TEXT.test(textAfter(spot)) }, 'exec eval');
add({ code: exec }, 'FunctionType CodeType LambdaType runsource runcode InteractiveInterpreter InteractiveConsole interact');
add({ code: exec, when: isImported }, 'timeit cProfile profile trace pdb bdb doctest');
add({ code: read }, 'runpy run_path zipimport zipimporter marshal __pyarmor__ pyarmor_runtime pytransform');
add({ code: source | decodes }, 'base64 binascii fromhex unhexlify b64decode a2b_hex pybase64 base58');
add({ code: source }, 'codecs zlib gzip bz2 lzma uu quopri decrypt chr unichr flask quart bottle decompress to_bytes base91 base45 base36 brotli zstandard zstd lz4 snappy blosc');
add({ text: source | decodes }, 'hex hex_codec base64 base_64 base64_codec rot13 rot_13');
add({ text: source }, 'zlib zlib_codec zip bz2 bz2_codec uu uu_codec quopri unicode_escape raw_unicode_escape utf_7 utf7 cp037 cp273 cp424 cp500 cp1026 cp1140');
add({ text: source, when: (spot) => /^(?:rot|utf)$/.test(wordBefore(spot)) }, '13 7');
add({ code: exec, when: isModule }, 'pickle cPickle _pickle dill cloudpickle jsonpickle');
add({ code: exec, when: (spot) => /^\s*\.\s*(?:unsafe_)?load(?:_all)?\b(?!er)|^\s+import\b[^\n]*\b(?:unsafe_load|load|load_all|\*)/.test(textAfter(spot)) }, 'yaml');
// Names that are put together at run time.
add({ code: byName, when: (spot) => !GETS_CONSTANT.test(textAfter(spot)) }, 'getattr attrgetter methodcaller');
add({ code: read, when: (spot) => SPELLS_NAME.test(textAfter(spot)) }, 'getattr');
add({ code: read }, '__import__ import_module __builtins__ __builtin__');
add({ code: read, when: (spot) => !isImported(spot) && !/^\s*\.\s*(?!exec\b|eval\b|compile\b|__|getattr\b)/.test(textAfter(spot)) }, 'builtins');
add({ code: imported, when: isImported }, 'os sys');
add({ code: handedOn, when: isHandedOn }, 'os sys importlib');
add({ code: read, when: isImported }, 'posix nt');
add({ code: read, when: (spot) => BUILT_NAME.test(textAfter(spot)) }, 'globals locals vars');
add({ code: read, when: (spot) => wordBefore(spot) === 'sys' && BUILT_NAME.test(textAfter(spot)) }, 'modules');
// Places and texts.
add({ text: read }, 'authorized_keys bash_profile zprofile bash_login LaunchAgents LaunchDaemons crontab schtasks CurrentVersion autostart sitecustomize usercustomize dQw4w9WgXcQ');
add({ text: read, when: (spot) => before(spot) === '/' && after(spot) === '/' }, 'webhooks');
add({ text: read, when: isAttribute }, 'bashrc zshrc');
add({ text: read, when: (spot) => isAttribute(spot) && /^['"]/.test(textAfter(spot)) }, 'profile');
add({ text: read, when: (spot) => /[\\/]$/.test(lineBefore(spot)) }, 'Startup System32');
add({ code: deletes, when: isAttribute }, 'remove unlink rmdir removedirs rmtree');
add({ code: userRoot }, 'expanduser');
add({ code: userRoot, when: (spot) => isAttribute(spot) && after(spot) === '(' }, 'home');
add({ code: userRoot, when: (spot) => AT_ROOT.test(textAfter(spot)) }, 'walk listdir scandir glob iglob rglob Path rmtree');
add({ text: userRoot }, 'USERPROFILE HOMEPATH HOMEDRIVE');
add({ text: systemPath, when: isRootFolder }, 'etc usr bin sbin boot lib root var Library');
add({ text: systemPath }, 'APPDATA LOCALAPPDATA PROGRAMDATA ProgramData vscode cursorrules');
add({ text: systemPath, when: (spot) => /[\\/.]$/.test(lineBefore(spot)) }, 'Desktop AppData Users Windows claude cursor windsurf gemini codex continue');
add({ text: systemPath, when: (spot) => /[\\/."']$/.test(lineBefore(spot)) }, 'CLAUDE AGENTS copilot');
add({ text: pth, when: isAttribute }, 'pth');
add({ text: sitePackages, when: (spot) => before(spot) === '-' }, 'packages');
add({ code: file }, 'get_data read_text read_bytes read_binary files open write write_text write_bytes writelines copy copy2 copyfile copyfileobj move rename replace symlink link');
add({ remark: read, text: read, when: (spot) => /^\s(?:with|by)\b/.test(textAfter(spot)) }, 'Obfuscated');
add({ remark: read, text: read, code: read }, 'BlankOBF pyobfuscate PyFuscator Hyperion Anubis Specter pyobfus pyfuscate pyminifier PyObfuscator sourcedefender PYGUARD oxyry Intensio');
add({ code: read, remark: read, text: read, when: (spot) => /[-_]$|\bclass\s+$/.test(lineBefore(spot)) }, 'fuscate Kramer');

const whole = (meaning: Partial<Meaning>): Meaning => ({ code: 0, text: 0, remark: 0, when: ALWAYS, ...meaning });

/** The words that the glance looks for. One word can have several meanings. */
export const MEANINGS: ReadonlyMap<string, readonly Meaning[]> = new Map(
  [...new Set(entries.flatMap(([words]) => words))].map((word) => [word, entries.filter(([words]) => words.includes(word)).map(([, meaning]) => whole(meaning))] as const),
);
