// A word for every sink, and for every way to name one without writing it. A file without any of them gives a rule nothing to ask about.
const TRIGGERS = [
  // code out of data
  'exec', 'eval', 'execfile', 'FunctionType', 'CodeType', 'runpy', 'run_path', 'runsource', 'runcode', 'marshal', 'exec_module',
  // names that are put together at run time
  '__import__', 'import_module', '__builtins__', '__builtin__', 'builtins', 'importlib',
  // processes
  'subprocess', 'popen[234]?', 'Popen', 'system', 'startfile', 'pty', 'spawn\\w*', 'posix_spawnp?', 'exec[lv]p?e?', 'execlpe', 'commands',
  'create_subprocess_\\w+', 'ctypes', 'windll', 'WinExec', 'ShellExecute\\w*', 'CreateProcess\\w*', 'fork',
  // network
  'socket', 'socketserver', 'urlopen', 'urlretrieve', 'urllib[23]?', 'requests', 'httpx', 'httplib2?', 'HTTPS?Connection', 'aiohttp', 'pycurl', 'wget', 'curl',
  'ftplib', 'smtplib', 'telnetlib', 'websockets?', 'paramiko', 'xmlrpc', 'tls_client', 'cloudscraper', 'telebot', 'telegram', 'discord\\w*', 'dhooks', 'dns', 'boto3', 'dropbox', 'zipimport', 'win32crypt',
  'niquests', 'grequests', 'treq', 'curl_cffi', 'requests_html', 'primp', 'mechanize', 'AsyncHTTPClient', 'HTTPClient', 'socketio', 'paho', 'telethon', 'pyrogram', 'aiogram', 'slack_sdk', 'yagmail', 'pysftp', 'pyrebase', 'firebase', 'open_connection',
  // programs and packages by other doors
  'pexpect', 'win32com', 'win32process', 'run_process', 'fork_exec', 'webbrowser', 'cProfile', 'pip\\._internal', 'pip\\.main', 'pip +import',
  // the clipboard
  'win32clipboard', 'clipboard_get', 'clipboard_append', 'klembord',
  // shells and places that a package has no business in
  'powershell', 'cmd\\.exe', 'bash', 'winreg', '_winreg', 'crontab', 'schtasks', 'LaunchAgents', 'LaunchDaemons', 'systemd', 'authorized_keys', 'bashrc', 'zshrc',
  'bash_profile', 'profile', 'CurrentVersion', 'Startup', 'autostart', 'sitecustomize', 'usercustomize', '__pyarmor__', 'pytransform', 'pynput', 'pyperclip', 'ImageGrab', 'cmdclass',
];
const DIRECT = new RegExp(`(?<![A-Za-z0-9_])(?:${TRIGGERS.join('|')})(?![A-Za-z0-9_])`);

// `getattr(os, 'sys' + 'tem')`: harmless words one by one, so both kinds must be there.
const INDIRECT = /(?<![A-Za-z0-9_])(?:getattr|__getattribute__|__dict__|vars|globals|locals|attrgetter|methodcaller|modules)(?![A-Za-z0-9_])/;
const POWERFUL = /(?<![A-Za-z0-9_])(?:os|nt|posix|sys)(?![A-Za-z0-9_])/;

// Python folds identifiers by NFKC, so a word can hide behind letters that are not ASCII.
function hasForeignBytes(bytes: Buffer): boolean {
  return /[^\0-\x7f]/.test(bytes.toString('latin1'));
}

/** True when a word in the text could name something that rules ask about. */
export function mayMatter(text: string): boolean {
  return DIRECT.test(text) || text.includes('/etc/') || (INDIRECT.test(text) && POWERFUL.test(text));
}

/** False only when no rule can have anything to say about the file, so that most files cost one search and no parse. */
export function couldMatter(bytes: Buffer, text: string): boolean {
  if (!hasForeignBytes(bytes)) return mayMatter(text);
  return mayMatter(text) || mayMatter(text.normalize('NFKC'));
}
