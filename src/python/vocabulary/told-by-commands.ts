import type { SourceKind } from '../../core/facts/source-facts.js';
import { namesSecretPath } from './secret-paths.js';
import { ENVIRONMENT_COMMAND, SECRET_COMMAND } from './secrets.js';

// One command of a line, by its beginning; what stands before the name (a path, sudo, PowerShell) is no part of it.
const BEFORE = String.raw`^\W{0,40}(?:sudo\s+)?(?:(?:cmd(?:\.exe)?\s+\/c|(?:powershell|pwsh)(?:\.exe)?(?:\s+-\w+)*)\s+)?["']?(?:\S{0,300}[\\/])?`;
const AFTER = String.raw`(?:\.exe)?(?![\w-])`;
const named = (names: string): RegExp => new RegExp(`${BEFORE}(?:${names})${AFTER}`, 'i');

const TELLS_IDENTITY = new RegExp(String.raw`${BEFORE}(?:whoami|hostname|id|pwd|ifconfig|ipconfig|ip\s+a\w*|systeminfo|getmac|uname\s+-a|net\s+user|git\s+config\s+(?:--\w+\s+)*(?:user\.\w+|remote\.\w+\.url)|git\s+remote\s+(?:-v|get-url\s+\w+)|wmic\s+(?:csproduct|baseboard|bios|useraccount)\b.*)(?:\.exe)?(?:\s+\/\w+)?\W*$`, 'i');
const TELLS_ENVIRONMENT = new RegExp(String.raw`${BEFORE}(?:(?:env|printenv|set|export\s+-p)(?:\s+-0)?\W*$|(?:Get-ChildItem|gci|dir|ls)\s+env:)`, 'i');
const SHOWS_SCREEN = named('screencapture|scrot|gnome-screenshot|maim|grim|spectacle|xwd|import\\s+-window\\s+root');
const READS_CLIPBOARD = named('pbpaste|wl-paste|Get-Clipboard|xclip\\b(?=[^\\n]*\\s-o)|xsel\\b(?=[^\\n]*\\s(?:-o|--output|-bo))');
const FILLS_CLIPBOARD = named('pbcopy|wl-copy|Set-Clipboard|clip|xclip|xsel');
const TELLS_SECRETS = named(
  String.raw`security\s+(?:find-(?:generic|internet)-password|dump-keychain)|netsh\s+wlan\s+(?:show|export)\s[^\n]{0,100}key=clear|gpg2?\s[^\n]{0,100}--export-secret-(?:sub)?keys|kubectl\s+get\s+secrets?|docker-credential-\w+\s+get|nmcli\s[^\n]{0,100}(?:-s\b|--show-secrets|-psk)|kwallet-query|reg\s+query\s[^\n]{0,100}\/f\s+"?password|secret-tool\s+(?:search|lookup)|vaultcmd\s+\/list\w*|cmdkey\s+\/list|reg\s+(?:save|export|query)\s+\S*(?:\\SAM|\\SECURITY|PuTTY|WinSCP)\S*|(?:op|bw|lpass)\s+(?:item|read|list|get|export|show)|osascript\s[^\n]{0,600}\bhidden\s+answer`,
);
// What a client asks for to use it itself.
const OWN_TOKEN = named(String.raw`gh\s+auth\s+token|gcloud\s+auth\s+(?:application-default\s+)?print-(?:access|identity)-token|az\s+account\s+get-access-token|aws\s+(?:configure\s+(?:get|export-credentials)|sts\s+get-\S+-token)|git\s+credential\s+fill|kubectl\s+config\s+view\s[^\n]{0,100}--raw|heroku\s+auth:token|fly(?:ctl)?\s+auth\s+token|doppler\s+secrets|terraform\s+output|npm\s+(?:token\s+list|config\s+get\s+\S*_auth\w*)`);
// What prints, packs or looks through files.
const READS_FILES = named('cat|type|head|tail|more|less|base64|xxd|od|strings|grep|tar|zip|7z|gzip|cp|copy|Get-Content|gc|sqlite3');
const HOME = String.raw`[\s=]["']?(?:~|\$HOME|%USERPROFILE%|\/home|\/Users|\/root|\/)(?=["'\s]|\/?$|\/\*)`;
const SCANS_HOME = new RegExp(String.raw`${BEFORE}(?:trufflehog|gitleaks|noseyparker|detect-secrets|ggshield|kingfisher)(?:\.exe)?\s[^\n]{0,200}?(?<=\S)${HOME}`, 'i');
const SEARCHES_HOME = /^\W{0,40}(?:grep|egrep|rg|find|Get-ChildItem)\s(?:[^\n]{0,200}\s)?(?:~|\$HOME|%USERPROFILE%|\/home|\/Users|\/root|\/)(?=\s|\/?$|\/\*)/i;

/** What the output of a command holds, in the words that findings use. */
export interface ToldByCommand {
  readonly kind: SourceKind;
  readonly name: string;
}

const LONGEST = 2_000;
const wordsOf = (command: string): readonly string[] => command.split(/[\s"'=@<>|;&()`,]+/);

function toldBy(command: string): SourceKind | null {
  if (TELLS_IDENTITY.test(command)) return 'host';
  if (TELLS_ENVIRONMENT.test(command) || ENVIRONMENT_COMMAND.test(command)) return 'environment';
  if (SHOWS_SCREEN.test(command) || READS_CLIPBOARD.test(command)) return 'observation';
  if (TELLS_SECRETS.test(command) || SECRET_COMMAND.test(command) || OWN_TOKEN.test(command) || SEARCHES_HOME.test(command) || SCANS_HOME.test(command)) return 'credentials';
  return READS_FILES.test(command) && wordsOf(command).some(namesSecretPath) ? 'credentials' : null;
}

const commandsIn = (line: string): readonly string[] => line.slice(0, LONGEST).split(/\s*(?:&&|\|\|?|;|\n|\$\(|\))\s*/);

/** What the commands of a line tell whoever reads their output: each command with the kind of it. */
export function toldByCommands(line: string): readonly ToldByCommand[] {
  return commandsIn(line).flatMap((command) => {
    const kind = toldBy(command);
    return kind === null ? [] : [{ kind, name: command.trim() }];
  });
}

/** True for the name of what a command told that a client of one service asks for to use it there. */
export const isOwnToken = (command: string): boolean => OWN_TOKEN.test(command);

/** Files that a command line could write to: those of its words that look like one and keep no secrets themselves. */
export const filesOfCommand = (line: string): readonly string[] => wordsOf(line.slice(0, LONGEST)).filter((word) => /^[^-\s][^\s]*[./\\]\w/.test(word) && !namesSecretPath(word));

// Keys, settings and sockets that a program for connections uses to open one.
const USES_KEY = /\s(?:-i|-K|--key|--cert|--cacert|--netrc-file|--config)[\s=]+\S+|(?:IdentityFile|ControlPath|UserKnownHostsFile|CertificateFile)[=\s]+\S+|\b(?:ssh|scp|sftp)\b[^\n|;&]{0,200}?\s-[FSE]\s+\S+/gi;

/** True for a line in which a file that keeps secrets is named, other than to open a connection with it. */
export const handsOverSecrets = (line: string): boolean => wordsOf(line.slice(0, LONGEST).replaceAll(USES_KEY, ' ')).some(namesSecretPath);

/** True for a command line that reads what is in the clipboard. */
export const showsClipboard = (line: string): boolean => commandsIn(line).some((command) => READS_CLIPBOARD.test(command));

/** True for one that puts something into it. */
export const fillsClipboard = (line: string): boolean => commandsIn(line).some((command) => FILLS_CLIPBOARD.test(command) && !READS_CLIPBOARD.test(command));
