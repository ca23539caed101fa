import { CLIENT_MODULES, NETWORK_MEMBERS, NETWORK_MODULES } from '../vocabulary/network/modules.js';
import { PACKER_WORDS } from '../shapes/packers.js';
import { CONCERN } from './concerns.js';
import { after, before, isRootFolder, letterBefore, lineBefore, wordBefore, wordBeforeInLine } from './spot.js';
import { textAfter } from './text-after.js';
import { ALWAYS, getsUnknown, isAskedModules, isAskedScope, isAtRoot, isAttribute, isFree, isGivenBytes, isHandedOn, isImported, isImportedItself, isModule, isPickled, isSystem, runsBuiltText, spellsName, type Test } from './word-tests.js';

/** What a word means in code and in a text, as bits of `CONCERN`, and when it does. */
export interface Meaning {
  readonly code: number;
  readonly text: number;
  readonly remark: number;
  readonly when: Test;
}

const entries: [readonly string[], Partial<Meaning>][] = [];
const add = (meaning: Partial<Meaning>, words: string): void => void entries.push([words.trim().split(/\s+/), meaning]);

const { client, secret, read, exec, source, opens, file, systemPath, pth, sitePackages, imported, handedOn, named, byName, decodes, deletes, userRoot, remark, coded, packer, walks, packed, placed } = CONCERN;

// Processes.
add({ code: read }, 'subprocess Popen popen popen2 popen3 popen4 startfile posix_spawn posix_spawnp execl execle execlp execlpe execv execve execvp execvpe spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe create_subprocess_shell create_subprocess_exec windll WinExec ShellExecute win32api win32process Dispatch run_process _posixsubprocess fork_exec _winapi _execute_child getstatusoutput');
add({ code: read, when: isSystem }, 'system');
add({ code: read, when: (spot) => /^(?:pty|distutils|spawn|import)$/.test(wordBefore(spot)) }, 'spawn');
add({ code: read, when: isImported }, 'js2py execjs dukpy quickjs py_mini_racer pythonmonkey STPyV8 PyV8 lupa wasmtime wasmer wasm3');
add({ code: read, when: (spot) => /^\s*=\s*True\b/.test(textAfter(spot)) }, 'trust_repo trust_remote_code');
add({ code: read }, 'HTTPHandler SMTPHandler RegisterTaskDefinition dictConfig InstallService CreateService CSIDL_STARTUP CSIDL_COMMON_STARTUP FOLDERID_Startup');
add({ code: exec }, 'addHandler addFilter');
add({ code: exec, when: (spot) => /^\s*\.\s*append\b/.test(textAfter(spot)) }, 'handlers');
add({ code: read, when: isImported }, 'winshell crontab commands pty pexpect webbrowser win32com pip marshal winreg _winreg pyperclip clipboard klembord win32clipboard browser_cookie3 win32crypt');
add({ code: read }, 'clipboard_get clipboard_append VirtualAlloc VirtualAllocEx VirtualProtect VirtualProtectEx RtlMoveMemory WriteProcessMemory CreateThread CreateRemoteThread QueueUserAPC RtlCreateUserThread NtCreateThreadEx NtAllocateVirtualMemory NtWriteVirtualMemory');
// What these do shows by other words.
add({ code: remark, when: isImported }, 'ctypes cffi pynput keyboard');
add({ code: read, when: isImported }, 'invoke fabric delegator sarge command_runner easyprocess envoy sh plumbum Diagnostics ptyprocess winpty wmi libtmux xonsh mako cppyy weave interpreters run_in_subinterp');
add({ code: read }, 'QProcess spawn_command_line_async spawn_command_line_sync Subprocess getProcessOutput getProcessValue getProcessOutputAndValue spawnProcess Tcl pythonapi importfile run_setup execute_notebook pyximport');
// Networks.
add({ code: read, when: isModule }, NETWORK_MODULES.join(' '));
add({ code: read }, NETWORK_MEMBERS.join(' '));
add({ code: client, when: isImported }, [...CLIENT_MODULES, 'connector', 'storage', 'sentry_sdk'].join(' '));
add({ code: client }, 'SysLogHandler SocketHandler DatagramHandler');
add({ code: secret }, 'gethostname getuser getfqdn getnode getlogin private_key mnemonic from_key from_mnemonic ImageGrab pynput');
add({ code: secret, when: isImported }, 'eth_account eth_keys solders keypair Keypair bip_utils bip32utils hdwallet');
add({ code: secret, when: (spot) => !/^\s*(?:\[|\.\s*(?:get|pop|setdefault)\b|,|$|\n|in\b)/.test(textAfter(spot)) }, 'environ');
add({ text: secret, when: (spot) => /[\\/.~]/.test(letterBefore(spot)) }, 'ssh aws id_rsa id_ed25519 pypirc netrc npmrc kube gcloud keystore');
add({ text: secret, when: (spot) => /['"]/.test(letterBefore(spot)) }, 'id_rsa id_ed25519 gcloud keystore');
add({ code: read, when: (spot) => wordBefore(spot) === 'urllib' || /\burllib\s+import\b/.test(lineBefore(spot)) }, 'request');
add({ code: read, when: (spot) => wordBefore(spot) === 'http' }, 'client');
add({ code: read, when: isImported }, 'debugpy ptvsd');
// An annotation, or the text of one.
add({ text: read, when: (spot) => /['"]/.test(letterBefore(spot)) && /^\s*\(/.test(textAfter(spot)) }, '__import__');
add({ code: read, when: isImported }, 'pyngrok flask_ngrok flask_cloudflared pycloudflared docker httpimport');
add({ code: opens }, 'getxattr');
add({ code: client, when: isImported }, 'openai anthropic groq mistralai cohere replicate together litellm generativeai genai');
add({ code: read, when: (spot) => isImported(spot) && /^\.commands\b/.test(textAfter(spot)) }, 'twine');
add({ text: systemPath }, 'GITHUB_ENV GITHUB_PATH');
add({ code: read, when: isAttribute }, 'testmod run_docstring_examples');
add({ code: read }, 'SimpleHTTPRequestHandler SimpleXMLRPCServer');
add({ text: read }, 'Bcc');
add({ code: read, when: (spot) => /^\s*=\s*\[?\s*['"]/.test(textAfter(spot)) }, 'bcc');
// Code out of data.
add({ code: exec, when: isFree }, 'exec eval execfile');
add({ code: read, when: runsBuiltText }, 'exec eval');
// Called under another name, or by somebody else.
add({ code: read, when: (spot) => isFree(spot) && /^\s*(?:[\]),]|$|\n|for\b|if\b|or\b)/.test(textAfter(spot)) }, 'exec eval execfile');
add({ code: read, when: (spot) => isFree(spot) && /^\s*\(\s*[A-Za-z_][\w.]*\s*\(/.test(textAfter(spot)) }, 'exec');
add({ code: exec }, 'CFUNCTYPE PYFUNCTYPE FunctionType CodeType LambdaType runsource runcode InteractiveInterpreter InteractiveConsole interact');
add({ code: exec, when: (spot) => /^\s*=[^=]/.test(textAfter(spot)) }, '__code__');
// A library that was put together first.
add({ code: exec, when: (spot) => /^\s*\(\s*[^'"\s]/.test(textAfter(spot)) }, 'CDLL PyDLL LoadLibrary dlopen');
add({ code: exec, when: isImported }, 'timeit cProfile profile trace pdb bdb doctest');
add({ code: read }, 'runpy run_path SourcelessFileLoader ExtensionFileLoader load_compiled zipimport zipimporter marshal __pyarmor__ pyarmor_runtime pytransform');
add({ code: source | decodes }, 'base64 binascii fromhex unhexlify b64decode a2b_hex pybase64 base58');
add({ code: source }, 'unquote unquote_plus unescape inet_aton packbits stegano judyb stepic codecs zlib gzip bz2 lzma uu quopri decrypt chr unichr flask quart bottle decompress to_bytes fix_missing_locations base91 base45 base36 brotli zstandard zstd lz4 snappy blosc');
// What visitors of a site send.
add({ code: source, when: (spot) => wordBefore(spot) === 'await' }, 'receive');
add({ code: source, when: isImported }, 'django starlette fastapi sanic falcon pyramid tornado');
add({ code: source }, 'parse_qs parse_qsl get_payload UUID ip_address IPv4Address IPv6Address');
add({ code: source, when: (spot) => wordBefore(spot) === 'struct' || isImported(spot) }, 'pack');
add({ code: opens, when: isImported }, 'shelve dbm sqlite3 configparser fileinput linecache gettext zipfile');
// What is kept beside the code: in its own source, in what the index is told of it, in the parts of functions.
add({ code: opens }, 'getsource getsourcelines get_source metadata get_distribution __annotations__ __defaults__ __kwdefaults__ co_consts imread ElementTree minidom fromfile');
add({ code: opens, when: (spot) => /^(?:np|numpy)$/.test(wordBefore(spot)) }, 'load');
add({ code: source, when: (spot) => /^\s*\([^()\n]{0,60}\bfor\b/.test(textAfter(spot)) }, 'bytes bytearray');
add({ code: source | decodes | coded, when: (spot) => /^\s*\(\s*[[(]/.test(textAfter(spot)) }, 'bytes bytearray');
add({ text: source | decodes }, 'hex hex_codec base64 base_64 base64_codec');
add({ text: source | decodes | coded }, 'rot13 rot_13');
add({ text: source }, 'zlib zlib_codec zip bz2 bz2_codec uu uu_codec quopri unicode_escape raw_unicode_escape utf_7 utf7 cp037 cp273 cp424 cp500 cp1026 cp1140');
add({ text: source, when: (spot) => /^(?:rot|utf)$/.test(wordBefore(spot)) }, '13 7');
add({ code: exec, when: isModule }, 'pickle cPickle _pickle dill cloudpickle jsonpickle');
add({ code: exec }, 'run_cell run_cell_async');
add({ code: read, when: (spot) => /^\s*\(\s*['"](?:sx|sc|system|!{1,2}|bash|sh|script)['"]/.test(textAfter(spot)) }, 'run_line_magic run_cell_magic');
// What a pickle in the file itself calls: by its own line, or behind its length.
add({ code: read, when: isGivenBytes }, 'loads');
add({ text: named, when: isPickled }, 'system popen Popen exec eval run call check_output getoutput run_path');
add({ text: named }, '06system 05popen 05Popen 04exec 04eval 03run 04call 0ccheck_output 0Ccheck_output 09getoutput 08run_path');
add({ code: exec, when: (spot) => /^\s*\.\s*(?:unsafe_)?load(?:_all)?\b(?!er)|^\s+import\b[^\n]*\b(?:unsafe_load|load|load_all|\*)/.test(textAfter(spot)) }, 'yaml');
// Names that are put together at run time.
add({ code: byName, when: getsUnknown }, 'getattr attrgetter methodcaller');
add({ code: read, when: spellsName }, 'getattr');
add({ code: read }, '__import__ import_module __builtins__ __builtin__ __subclasses__ f_builtins');
add({ code: read, when: (spot) => /^\s*(?:\[|\.\s*(?:get|pop|__getitem__)\b)/.test(textAfter(spot)) }, '__globals__ f_globals');
add({ code: read, when: (spot) => /^\s*\.\s*(?:exec|eval|compile|__import__|getattr|__dict__)\b/.test(textAfter(spot)) }, '__self__');
add({ code: read, when: (spot) => !isImported(spot) && !/^\s*\.\s*(?!exec\b|eval\b|compile\b|__|getattr\b)/.test(textAfter(spot)) }, 'builtins');
add({ code: read, when: (spot) => isImported(spot) && /^\s+as\b/.test(textAfter(spot)) }, 'builtins');
add({ code: imported, when: isImported }, 'os sys');
add({ code: handedOn, when: isHandedOn }, 'os sys importlib');
add({ code: read, when: isImportedItself }, 'posix nt');
add({ code: read, when: isAskedScope }, 'globals locals vars');
add({ code: read, when: isAskedModules }, 'modules');
// They read files, and fetch what lies at an address.
add({ code: client, when: (spot) => /^\s*\(\s*[fr]?['"](?:https?|ftp):/.test(textAfter(spot)) }, 'read_csv read_json read_html read_pickle read_table read_excel read_xml read_fwf read_parquet loadtxt genfromtxt open imread VideoCapture');
// Loading such objects runs what they ask for.
add({ code: read, when: (spot) => /^\s*\(\s*[fr]?['"](?:https?|ftp):/.test(textAfter(spot)) }, 'read_pickle');
add({ code: read, when: (spot) => wordBefore(spot) === 'multiprocessing' && isImported(spot) }, 'connection');
// Where the code of another module lies.
add({ code: systemPath }, 'getsourcefile');
add({ code: systemPath, when: (spot) => /^\s*\([^()\n]{0,80}\)\s*\.\s*origin\b/.test(textAfter(spot)) }, 'find_spec');
add({ code: systemPath, when: (spot) => isAttribute(spot) && /^\s*,\s*(?:mode\s*=\s*)?['"](?:[wax]|r\+)/.test(textAfter(spot)) }, 'origin');
add({ code: systemPath, when: (spot) => before(spot) === '.' && lineBefore(spot).includes('open(') }, '__file__');
// An archive that modules come out of.
add({ text: packed, when: (spot) => letterBefore(spot) === '.' && /^['"]/.test(textAfter(spot)) }, 'zip egg whl pyz pyzw');
add({ code: placed, when: (spot) => wordBefore(spot) === 'sys' && /^\s*(?:\.\s*(?:insert|append|extend)\b|\[[^\n=]{0,40}\]\s*=|\+?=[^=])/.test(textAfter(spot)) }, 'path');
add({ code: placed }, 'addsitedir');
// A place for modules that is called like data.
add({ code: read, when: (spot) => wordBefore(spot) === 'sys' && /^\s*\.\s*(?:insert|append)\([^\n]{0,150}\.(?:txt|dat|data|bin|png|jpe?g|gif|bmp|ico|pdf|db|tmp|enc)['"]|^\s*\.\s*(?:insert|append)\([^\n]{0,20}r?['"](?:\\\\|\/\/|https?:)/.test(textAfter(spot)) }, 'path');
add({ code: read, when: (spot) => /^\s*\(\s*r?['"](?:\\\\|\/\/|https?:)/.test(textAfter(spot)) }, 'CDLL WinDLL OleDLL PyDLL LoadLibrary');
// Places and texts.
add({ text: read }, 'authorized_keys bash_profile zprofile bash_login LaunchAgents LaunchDaemons crontab schtasks CurrentVersion autostart sitecustomize usercustomize dQw4w9WgXcQ stratum');
add({ text: read, when: (spot) => before(spot) === '/' && after(spot) === '/' }, 'webhooks');
add({ text: read, when: isAttribute }, 'bashrc zshrc');
add({ text: read, when: (spot) => isAttribute(spot) && /^['"]/.test(textAfter(spot)) }, 'profile');
add({ text: read, when: (spot) => /[\\/]/.test(letterBefore(spot)) }, 'Startup System32');
add({ code: deletes, when: isAttribute }, 'remove unlink rmdir removedirs rmtree');
add({ code: userRoot }, 'expanduser');
add({ code: userRoot, when: (spot) => isAttribute(spot) && after(spot) === '(' }, 'home');
add({ code: userRoot, when: isAtRoot }, 'walk listdir scandir glob iglob rglob Path rmtree');
add({ text: userRoot }, 'USERPROFILE HOMEPATH HOMEDRIVE');
add({ text: systemPath, when: (spot) => /[\\/"']/.test(letterBefore(spot)) && /^['".\\/]/.test(textAfter(spot)) }, 'activate deactivate yarnrc bunfig gemrc cargo uv pypoetry');
add({ text: systemPath, when: (spot) => /^\.cfg\b/.test(textAfter(spot)) }, 'distutils pydistutils');
add({ code: systemPath, when: (spot) => wordBefore(spot) === 'sys' && !/^\s*[,\]]/.test(textAfter(spot)) }, 'executable');
add({ text: systemPath, when: isRootFolder }, 'etc usr bin sbin boot lib root var Library');
add({ text: systemPath }, 'APPDATA LOCALAPPDATA PROGRAMDATA ProgramData vscode devcontainer cursorrules');
add({ text: systemPath, when: (spot) => /[\\/.]/.test(letterBefore(spot)) }, 'Desktop AppData Users Windows claude cursor windsurf gemini codex continue');
add({ text: systemPath, when: (spot) => letterBefore(spot) === '-' && lineBefore(spot).endsWith('.code-') }, 'workspace');
add({ text: systemPath, when: (spot) => /[\\/"']/.test(letterBefore(spot)) && /\bCode\b[^\n]{0,12}$/.test(lineBefore(spot)) }, 'User');
add({ text: systemPath, when: (spot) => /[\\/."']/.test(letterBefore(spot)) }, 'CLAUDE AGENTS copilot');
add({ text: systemPath, when: (spot) => /\.git(?:hub)?\b/.test(lineBefore(spot)) }, 'workflows hooks');
add({ text: systemPath, when: isAttribute }, 'gitconfig npmrc pypirc condarc ipython');
add({ text: systemPath, when: (spot) => /^\.(?:conf|ini)\b/.test(textAfter(spot)) }, 'pip');
add({ text: pth, when: isAttribute }, 'pth start');
add({ text: sitePackages, when: (spot) => before(spot) === '-' }, 'packages');
add({ code: sitePackages | systemPath }, 'getsitepackages getusersitepackages get_python_lib');
add({ text: sitePackages }, 'purelib platlib');
add({ text: systemPath, when: (spot) => /[\\/]/.test(letterBefore(spot)) }, 'hooks workflows startup');
add({ text: systemPath }, 'xprofile xinitrc pdbrc gitconfig asar');
// What shells, editors, debuggers and desktops start with; file names all of them.
add({ text: systemPath, when: (spot) => /[\\/.]/.test(letterBefore(spot)) }, 'zshenv bash_logout bash_aliases xsession xsessionrc pam_environment vimrc gvimrc nvim emacs gdbinit lldbinit Rprofile irbrc pythonrc pystartup envrc xonshrc ptpython systemd hammerspoon XLSTART jupyter sway i3 hypr');
add({ text: systemPath, when: (spot) => letterBefore(spot) === '.' && after(spot) === '/' }, 'config docker gradle ssh vim');
add({ text: systemPath, when: (spot) => letterBefore(spot) === '.' && /^\/bin\b/.test(textAfter(spot)) }, 'local');
add({ text: systemPath, when: (spot) => after(spot) === '.' && /^\.json\b/.test(textAfter(spot)) }, 'mcp');
add({ text: systemPath }, 'PowerShell_profile');
add({ text: systemPath, when: (spot) => after(spot) === '.' }, 'pip');
add({ text: read }, 'PhysicalDrive0');
add({ code: walks }, 'walk rglob iglob');
add({ code: opens | file }, 'open');
add({ code: opens }, 'get_data read_text read_bytes read_binary open_text open_binary resource_string resource_stream');
add({ code: file }, 'write write_text write_bytes writelines copy copy2 copyfile copyfileobj copytree move rename replace symlink link');
add({ remark: read, text: read, when: (spot) => /^\s(?:[Ww]ith|[Bb]y)\b/.test(textAfter(spot)) }, 'Obfuscated');
add({ remark: read, text: read, code: read }, 'BlankOBF pyobfuscate PyFuscator Hyperion Anubis Specter pyobfus pyfuscate pyminifier PyObfuscator sourcedefender PYGUARD oxyry Intensio');
add({ code: read, remark: read, text: read, when: (spot) => letterBefore(spot) === '-' || wordBeforeInLine(spot) === 'class' }, 'fuscate Kramer');
// Not worth the reading by themselves; src/python/shapes/packers.ts tells which of them are meant.
add({ code: packer, remark: packer, text: packer }, PACKER_WORDS.join(' '));

const whole = (meaning: Partial<Meaning>): Meaning => ({ code: 0, text: 0, remark: 0, when: ALWAYS, ...meaning });

function gathered(): ReadonlyMap<string, readonly Meaning[]> {
  const meanings = new Map<string, Meaning[]>();
  for (const [words, meaning] of entries) for (const word of new Set(words)) meanings.set(word, [...(meanings.get(word) ?? []), whole(meaning)]);
  return meanings;
}

/** The words that the glance looks for. One word can have several meanings. */
export const MEANINGS: ReadonlyMap<string, readonly Meaning[]> = gathered();
