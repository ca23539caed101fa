import { Buffer } from 'node:buffer';
import type { Trait } from '../../core/facts/source-facts.js';
import { isBuildTool } from './build-tools.js';
import { CONTACTS_NETWORK, DESTROYS, MEDDLES, TAKES_ROOT, TELLS_IDENTITY, UPLOADS } from './command-acts.js';
import { addressTraits } from './network/addresses.js';
import { handsOverSecrets } from './told-by-commands.js';

// What stands before the program that reads the rest of a line.
const LEADS = String.raw`(?:(?:sudo|exec|nohup|command|(?:\/usr\/bin\/)?env)\s+(?:-\w+\s+|\w+=\S*\s+){0,5}){0,3}`;
const SHELL = String.raw`${LEADS}(?:(?:\/(?:usr\/)?bin\/)?(?:ba|z|da|k)?sh\b|python[\d.]*\b|perl\b|ruby\b|node\b|php\b|pwsh\b|cmd\b|iex\b|Invoke-Expression)`;
const FETCHES_AND_RUNS: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:curl|wget|fetch|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b[^\n]{0,300}\|\s*(?:${SHELL})`, 'i'),
  new RegExp(String.raw`(?:${SHELL})\s+(?:-c\s+)?["']?(?:<\(|\$\(|${'`'})\s*(?:curl|wget)\b`, 'i'),
  /\b(?:curl|wget)\b[^\n]{0,300}https?:[^\n]{0,300}(?:&&|;)\s*(?:sudo\s+)?(?:chmod\b|\.\/|(?:ba|z)?sh\s|python[\d.]*\s|start\s|\/tmp\/)/i,
  // Whatever the downloader has been renamed to.
  /\bhttps?:[^\n]{0,300}(?:&&|;)\s*(?:sudo\s+)?chmod\s[^\n;&]{1,100}(?:;|&&)|\b(?:cp|mv|ln)\s[^\n;&]{0,60}\/(?:curl|wget)\s+\S/i,
  /(?:\beval\s+["']?|(?:^|[;&|]\s*)(?:source|\.)\s+)(?:<\(|\$\(|`)\s*(?:curl|wget)\b/,
  /DownloadString\(|DownloadFile\([^\n]{0,300}(?:Start-Process|;\s*&|Invoke-Item|;\s*(?:start\b|ii\b|\.[\\/]|["']?[\w$:%\\/.-]{1,100}\.(?:exe|bat|cmd|ps1|vbs)\b))|Start-BitsTransfer[^\n]{0,300}Start-Process/i,
  // A program or library out of another machine's folder.
  /\b(?:rundll32|regsvr32|mshta|wscript|cscript|msiexec)(?:\.exe)?\b[^\n]{0,100}?["'\s](?:\\\\|\/\/)[\w.-]+[\\/]/i,
  /\bmshta(?:\.exe)?\s+["']?(?:https?|javascript|vbscript):|\bregsvr32\b[^\n]{0,300}https?:|\bmsiexec\b[^\n]{0,300}https?:|\bcertutil\b[^\n]{0,300}-urlcache|\bbitsadmin\b[^\n]{0,300}\/transfer/i,
  /\b(?:Invoke-WebRequest|iwr|curl(?:\.exe)?|wget)\b[^\n]{0,300}(?:-OutFile|-o)\s[^\n]{0,300}(?:;|&&?)\s*(?:Start-Process|start\b|&\s)/i,
];
// The same by whatever runs what it is given the address of.
const RUNS_ADDRESS: readonly RegExp[] = [
  /\b(?:iex|Invoke-Expression)\b[^\n]{0,20}[($&]\s*(?:iwr|irm|curl|wget|Invoke-WebRequest|Invoke-RestMethod)\b/i,
  /\b(?:deno\s+(?:run|install|eval)|bun\s+run|uv\s+run|uvx|pipx\s+run|npx|bunx)\s[^\n]{0,200}?["']?(?:https?:\/\/|git\+)/i,
  /\bgo\s+(?:run|install)\s+[\w.-]+\.[a-z]+\/\S+@|\bkubectl\s+(?:apply|create)\s[^\n]{0,100}?-f[\s=]*["']?https?:/i,
];
// The same in the languages that most machines have, as one argument: what is fetched is evaluated there, or started.
const EVALUATES_FETCHED = /\b(?:node|nodejs|bun|deno|perl|ruby|php|lua|python[\d.]*)\b[^\n]{0,80}(?:\s(?:-\w*[er]\b|-\w?c\b|--eval\b|--print\b|eval\b)|<<)(?=[^\n]{0,1500}\bhttps?:)(?=[^\n]{0,1500}(?:\beval\b|\bFunction\s*\(|child_process|\bsystem\s*\(|\bexec\w*\s*\(|\bload\s*\())/i;
// What is compiled, or loaded as a program of .NET, out of a reply.
const FETCHED = String.raw`(?:\b(?:iwr|irm|curl|wget|Invoke-WebRequest|Invoke-RestMethod)\b|\bDownload(?:String|Data)\()`;
const LOADS_FETCHED = new RegExp(String.raw`(?:\bAdd-Type\b|\]::Load\w*\()[^\n]{0,100}${FETCHED}`, 'i');
const FETCHES_PROGRAM = /\b(?:curl|wget|Invoke-WebRequest|iwr|irm|Start-BitsTransfer)\b[^\n]{0,300}https?:\/\/[^\s"']{1,300}\.(?:exe|scr|bat|cmd|ps1|vbs|msi|hta)\b/i;
const HIDDEN_SHELL: readonly RegExp[] = [
  // A program that lies in no folder, only in an open file.
  /^\W{0,40}(?:\/proc\/(?:self|\d+|\{\})\/fd|\/dev\/fd)\//,
  /\b(?:powershell|pwsh)(?:\.exe)?\b[^\n]{0,300}\s[-/](?:e|ec|enc\w*|encodedcommand)\s+["']?[A-Za-z0-9+/=]{16}/i,
  /\b(?:powershell|pwsh)(?:\.exe)?\b[^\n]{0,300}\s[-/]w(?:in\w*)?\s+(?:hidden|1)\b/i,
  /\b(?:Add|Set)-MpPreference\b/i,
  // A child of the system's, not of whoever asks for it.
  /\bwmic\b[^\n]{0,60}\bprocess\s+call\s+create\b/i,
  new RegExp(String.raw`\b(?:base(?:64|32)\s+(?:-\w*[dD]\w*|--decode)\b|xxd\s+-r\b|openssl\s+(?:enc|base64|aes\S*)\s[^|\n]{0,100}-d\b|\|\s*rev\b)[^\n]{0,300}\|\s*(?:${SHELL})`, 'i'),
  // The bytes of a command by their codes, or a text that is decoded on the spot.
  new RegExp(String.raw`\b(?:printf|echo)\b[^\n|]{0,300}?(?:\\{1,2}x[0-9a-f]{2}|\\{1,2}0?[0-7]{3}){4}[^\n|]{0,2000}\|\s*(?:${SHELL})`, 'i'),
  new RegExp(String.raw`(?:\beval|(?:${SHELL})\s+-c|(?:${SHELL})|(?:^|[;&|]\s*)(?:source|\.))\s+["']?(?:<\(|\$\(|${'`'})[^\n]{0,600}\b(?:base(?:64|32)\s+(?:-\w*[dD]\w*|--decode)\b|xxd\s+-r\b)`, 'i'),
  /\b(?:iex|Invoke-Expression|powershell|pwsh)\b[^\n]{0,400}FromBase64String\(|FromBase64String\([^\n]{0,400}(?:\biex\b|Invoke-Expression|Assembly\]::Load)/i,
];
// What socat starts for whoever connects: a shell or an interpreter among the words, a program that nobody knows or that lies where everybody may write.
// Behind a socket in a folder it is for this machine only, as tests of services are.
const SOCAT_SHELL = new RegExp(
  String.raw`\bsocat\b(?!(?=[^\n]{0,200}\bunix-listen:)(?![^\n]{0,600}\b(?:tcp|udp|openssl|ssl|sctp|vsock|proxy|socks)\w*[:-]))[^\n]{0,300}\b(?:exec|system):[\s"'\\]*(?:(?:[^\n,]{0,80}[\s"'])?(?:[^\s,"']{0,80}[\\/])?(?:(?:ba|z|da|k|c|tc|fi)?sh\b|\$|\{\}(?![\w./-])|(?:login|su|cmd|powershell|pwsh|python[\d.]*|perl|ruby|node|php|lua)(?:\.exe)?(?![\w.-]))|(?:\/var)?\/tmp\/|\/dev\/shm\/|\.)`,
  'i',
);
const REVERSE_SHELL: readonly RegExp[] = [
  /\/dev\/(?:tcp|udp)\//,
  /\bnc(?:at)?\b[^\n|;]{0,100}\s-\w*[ec]\s*["']?(?:\/bin\/|cmd|(?:ba)?sh\b|powershell)/i,
  /\b(?:ba|z)?sh\s+-i\b[^\n]{0,300}(?:>&|0<|<&)/i,
  /\bmkfifo\b[^\n]{0,300}\b(?:nc(?:at)?|telnet|openssl\s+s_client)\b/i,
  new RegExp(String.raw`\b(?:nc(?:at)?|telnet|openssl\s+s_client|socat)\b[^\n|]{0,200}\|\s*(?:${SHELL})`, 'i'),
  // The same in the languages that most machines have, as one argument.
  /\b(?:perl|ruby|php|node|nodejs|lua|[gm]?awk)\b[^\n]{0,600}(?:\bsocket\s*\(|IO::Socket|TCPSocket|fsockopen|net\.(?:connect|Socket)|\/inet\/tcp\/)[^\n]{0,600}(?:\/bin\/|\b(?:ba)?sh\b|\bexec\b|cmd\.exe|child_process|getline)/i,
  /\bTCPClient\b[^\n]{0,800}(?:\biex\b|Invoke-Expression|GetStream\(\)[^\n]{0,400}(?:Process|cmd))/i,
  SOCAT_SHELL,
];
// Where a downloader puts what it fetches: behind an option, or under the last part of the address.
const INTO_FILE = /\b(?:aws\s+s3|gsutil|gcloud\s+storage)\s+cp\s+(?:-\S+\s+)*(?:s3|gs):\S+\s+["']?([^\s"';&|]{1,300})|\s(?:-\w*o|--output(?:-document)?|-OutFile)[\s=]+["']?([^\s"';&|]{1,300})|\bwget\b[^\n]{0,300}?\s-\w*O\s*["']?([^\s"';&|]{1,300})|\s-(?:urlcache|split)\b[^\n]{0,300}https?:\S{1,300}\s+["']?([^\s"';&|]{1,300})|\/transfer\b[^\n]{0,200}https?:\S{1,300}\s+["']?([^\s"';&|]{1,300})/i;
const AFTER_ADDRESS = /\b(?:wget\b|curl\b[^\n]{0,200}\s-\w*O)[^\n]{0,300}https?:\/\/[^\s"';&|]{0,300}\/([\w.-]{3,100})(?=["'\s;&|]|$)/i;
const ADDRESSES = /\bhttps?:\/\/[^\s"'|;&<>)]{1,300}/gi;
// What shells start with, by whatever program it is changed.
const PROFILE = String.raw`(?:\.bashrc|\.zshrc|\.zshenv|\.profile|\.bash_profile|\.zprofile|authorized_keys|config\.fish)`;
const STARTS_LATER: readonly RegExp[] = [
  TAKES_ROOT,
  // One line, once or by the clock, without a file that says so.
  /\|\s*at\s+(?:-\w+\s+)*(?:now|noon|midnight|tomorrow|\d)|\bsystemd-run\b[^\n]{0,200}\s--on-\w+|\blaunchctl\s+submit\b/i,
  new RegExp(String.raw`\b(?:sed\s+(?:-\w+\s+|--\S+\s+)*-\w*i\S*|tee\s+-a|perl\s+-\w*i\w*)\s[^\n|;]{0,300}${PROFILE}(?=["'\s]|$)`),
  // Variables that Python, Node, shells and the loader look into before they do anything else.
  /\bsetx(?:\.exe)?\s+["']?(?:PYTHON(?:STARTUP|PATH|HOME|USERBASE)|NODE_OPTIONS|BASH_ENV|LD_PRELOAD|PATH)\b|\blaunchctl\s+setenv\s+(?:DYLD_|PYTHON|NODE_OPTIONS)/i,
  // The same for where packages come from, and for who stands between the machine and all others.
  /\b(?:setx(?:\.exe)?|launchctl\s+setenv)\s+["']?(?:PIP_(?:EXTRA_)?INDEX_URL|UV_(?:DEFAULT_|EXTRA_)?INDEX(?:_URL)?|NPM_CONFIG_REGISTRY|HTTPS?_PROXY|ALL_PROXY)\b["']?\s+["']?(?!https?:\/\/(?:localhost|127\.|pypi\.org\/|registry\.npmjs\.))[\w:]/i,
  // What editors and coding agents load with every start.
  /\b(?:claude|codex|gemini|cursor|code|code-insiders|codium|windsurf)(?:\.(?:exe|cmd))?\s[^\n]{0,60}?(?:\bmcp\s+add(?:-json)?\b|--add-mcp\b|--install-extension\b)/i,
  // What PowerShell reads whenever it starts.
  /\b(?:Add|Set)-Content\b[^\n]{0,100}\$PROFILE\b|(?:>>?|\bOut-File\b|\btee\b)[^\n]{0,60}\$PROFILE\b/i,
  // Whoever starts it has the rights of whom it belongs to, which is the administrator.
  /\bchmod\s+(?:-\w+\s+)*(?:0?[4567][0-7]{3}|[ugo]*\+[rwx]*s[rwx]*)\s/,
  /\bmake\s+(?:new\s+)?login\s+item\b/i,
  // Where all that is installed comes from.
  /\b(?:pip[\d.]*|uv)\s+config\s+(?:--\w+\s+)*set\s+\S*(?:index-url|extra-index-url|find-links|trusted-host)\s+(?!["']?https:\/\/pypi\.org\/)|\b(?:npm|pnpm|yarn)\s+config\s+(?:-\S+\s+)*set\s+\S*registry[\s=]+(?!["']?https:\/\/registry\.(?:npmjs|yarnpkg)\.)|\bgit\s+config\s+(?:--\w+\s+)*(?:url\.\S+\.insteadOf|credential\.helper\s+["']?!)/i,
];
const INSTALLS_PACKAGE = /\bpip[\d.]*\b[^\n]{0,40}\binstall\b|\b(?:conda|mamba|uv|poetry|npm|yarn|gem|cargo|apt|apt-get|yum|dnf|brew)\s+(?:pip\s+)?(?:install|add)\b|\beasy_install\b|\bnpx\s+(?:-y|--yes)\s|\b(?:pnpm|yarn)\s+dlx\s|\b(?:bunx|uvx|pipx\s+run|uv\s+tool\s+run)\s+[@\w-]/i;
// Not what the name means to everybody: an address, a repository, or another index.
const FROM_ELSEWHERE = /\binstall\b[^\n]{0,500}(?:\s(?:-i|--index-url|--extra-index-url|-f|--find-links|--trusted-host)[\s=]|\s["']?(?:git\+|https?:\/\/))|(?:\s(?:-i|--index-url|--extra-index-url)[\s=][^\n]{0,300}\binstall\b)/i;

const PUBLISHES = /\b(?:twine\s+upload|(?:npm|pnpm|yarn|uv|poetry|flit|hatch|cargo|bun)\s+publish|gem\s+push|git\s+(?:-C\s+\S+\s+)?push|gh\s+(?:repo\s+create|workflow\s+run|secret\s+set|release\s+create))\b/i;
// A coding agent that is told to ask nobody, by the names that they have for it.
const DRIVES_AGENT = /(?:^|\s)--?(?:dangerously-skip-permissions|dangerously-bypass-approvals-and-sandbox|trust-all-tools|allow-all-tools|yolo|permission-mode[\s=]+bypassPermissions|approval-mode[\s=]+(?:yolo|full-auto)|full-auto)\b|\bcodex\s+exec\b[^\n]{0,200}--sandbox[\s=]+danger-full-access/;

// Python with a script of the project, and nothing behind it: what is started so is read and judged like what starts it (src/analysis/build-plan).
const OWN_SCRIPT = /^\W{0,40}python[\d.]*(?:\.exe)?(?:\s+-[BEIOSsu]+)*\s+(?:\.\/|(?:\{\}\/){1,2})?(?:\w[\w.+-]*\/)*\w[\w+-]*(?:\.py)?(?:\s[^;&|`$<>\n]*)?$/i;
// The same by its first line, where the suffix says that it is Python.
const OWN_PROGRAM = /^["'\s]{0,4}(?:\.\/|\w[\w+-]{0,60}\/)(?:\w[\w.+-]*\/)*\w[\w+-]*\.py(?:\s[^;&|`$<>\n]*)?$/;

// The same with a module: one of the project is read like a script of it, and one that is installed like whatever imports it. Modules of Python's own that run
// what they are told, or talk to others, are none of those, and neither is what installs packages.
const OWN_MODULE = /^\W{0,40}python[\d.]*(?:\.exe)?(?:\s+-[BEIOSsu]+)*\s+-m\s+(?!(?:pip\w*|ensurepip|easy_install|uv|conda|poetry|pdm|hatch|http|webbrowser|timeit|pdb|bdb|cProfile|profile|trace|code|runpy|telnetlib|ftplib|smtpd|smtplib|nntplib|imaplib|poplib|urllib|idlelib|asyncio|antigravity|turtledemo|pydoc|zipapp|zipimport|doctest|pickle|sqlite3|this)(?!\w))\w[\w.]*(?:\s[^;&|`$<>\n]*)?$/i;

// What takes a file for data: it is unpacked, copied or compared, not run. Shell lines that go on after it are not among them.
const UNPACKS = /^\W{0,40}(?:\S{0,300}\/)?(?:tar|unzip|xz|unxz|gzip|gunzip|bzip2|bunzip2|zstd|7z|cpio|cp|mv|rm|patch|file|sha\d+sum|md5sum)(?:\.exe)?\s[^;&|`$<>\n]*$/i;

const ENCODED = /\b(?:powershell|pwsh)(?:\.exe)?\b[^\n]{0,300}\s[-/](?:e|ec|enc\w*|encodedcommand)\s+["']?([A-Za-z0-9+/]{16,}={0,2})/i;

/** The command line with what PowerShell would read out of its argument. */
function withEncoded(text: string): string {
  const encoded = ENCODED.exec(text)?.[1];
  return encoded === undefined ? text : `${text}\n${Buffer.from(encoded, 'base64').toString('utf16le')}`;
}

// `nc -U path` talks to another program of the same machine, and so does `curl --unix-socket path`; `-u` is something else.
const LOCAL_NETCAT = /\bnc(?:at)?(?=(?:\s+-\w+){0,5}\s+-\w*U)|\bcurl\b(?=[^|;&\n]{0,200}\s--unix-socket\s)/g;
const NO_NETCAT = 'localcat';
const withoutLocal = (text: string): string => text.replace(LOCAL_NETCAT, NO_NETCAT);

const any = (patterns: readonly RegExp[], text: string): boolean => patterns.some((pattern) => pattern.test(text));

// What a build tool may do besides: `git push` and `npm publish` are targets of release scripts.
const MAY_BUILD: ReadonlySet<Trait> = new Set(['unpacks', 'own-script', 'publishes']);

// Longer command lines are judged by their beginning, after padding is taken out; with the bounded gaps above this keeps hostile text from costing seconds.
const LONGEST_COMMAND = 8_000;

const FETCHES = /\b(?:aws\s+s3|gsutil|gcloud\s+storage)\s+cp\s+(?:-\S+\s+)*(?:s3|gs):\/\/|\b(?:curl|wget|aria2c|certutil|bitsadmin|Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\b[^\n]{0,300}(?:https?:|ftp:|[\w}-]+\.[a-z]{2,}|\{\})|(?:^|[\s;&|])(?:nslookup|dig|nc|ncat|scp|ftp)\s+[^\n]{0,300}?[\w}-]+\.[\w{}.]{2,}/i;

const CLONES = /\bgit\s+clone\s[^\n]{0,300}?(?:\w+:\/\/|\w@)\S+\s+["']?([^\s"';&|-][^\s"';&|]{0,300})/;

/** The folder that a command line clones a repository into, if it is more than a bare word; null for any other. */
export function clonedInto(command: string): string | null {
  const folder = CLONES.exec(command.slice(0, LONGEST_COMMAND))?.[1];
  return folder !== undefined && /[\\/]/.test(folder) ? folder : null;
}

/** True for a command line that brings something from another machine. */
export function fetches(command: string): boolean {
  return FETCHES.test(command.slice(0, LONGEST_COMMAND));
}

/** The file that a command line puts what it fetches into, or an empty text. */
export function fetchedFile(command: string): string {
  const text = command.slice(0, LONGEST_COMMAND);
  return (INTO_FILE.exec(text) ?? []).slice(1).find((file) => file !== undefined) ?? AFTER_ADDRESS.exec(text)?.[1] ?? '';
}

// What a workflow knows of its repository.
const ALL_SECRETS = /\$\{\{\s*toJSON\(\s*secrets\s*\)\s*\}\}/i;

/** What is remarkable about a command line. */
export function commandTraits(command: string): ReadonlySet<Trait> {
  const text = withoutLocal(withEncoded(command.replace(/[ \t]{2,}/g, ' ').slice(0, LONGEST_COMMAND))).trim().replace(/\s*\n\s*/g, '; ');
  const traits = new Set<Trait>();
  if (any([...FETCHES_AND_RUNS, ...RUNS_ADDRESS, LOADS_FETCHED, FETCHES_PROGRAM, EVALUATES_FETCHED], text)) traits.add('fetches-and-runs');
  if (any(HIDDEN_SHELL, text)) traits.add('hidden-shell');
  if (any(REVERSE_SHELL, text)) traits.add('reverse-shell');
  if (CONTACTS_NETWORK.test(text)) traits.add('contacts-network');
  if (UPLOADS.test(text)) traits.add('uploads');
  if (CONTACTS_NETWORK.test(text) && TELLS_IDENTITY.test(text)) traits.add('tells-identity');
  if (CONTACTS_NETWORK.test(text) && (handsOverSecrets(text) || ALL_SECRETS.test(text))) traits.add('sends-secrets');
  if (DESTROYS.test(text)) traits.add('destroys');
  for (const [address] of text.matchAll(ADDRESSES)) for (const trait of addressTraits(address)) if (trait === 'drop-host' || trait === 'raw-address') traits.add(trait);
  if (INSTALLS_PACKAGE.test(text)) traits.add('installs-package');
  if (FROM_ELSEWHERE.test(text)) traits.add('foreign-package');
  if (any(STARTS_LATER, text)) traits.add('takes-root');
  if (MEDDLES.test(text)) traits.add('meddles');
  if (PUBLISHES.test(text)) traits.add('publishes');
  if (DRIVES_AGENT.test(text)) traits.add('drives-agent');
  if (UNPACKS.test(text)) traits.add('unpacks');
  if (OWN_SCRIPT.test(text) || OWN_PROGRAM.test(text) || OWN_MODULE.test(text)) traits.add('own-script');
  if (!text.includes(NO_NETCAT) && isBuildTool(text) && [...traits].every((trait) => MAY_BUILD.has(trait))) traits.add('build-tool');
  return traits;
}
