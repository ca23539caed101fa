const EXACT: ReadonlySet<string> = new Set([
  'os.system', 'os.popen', 'os.popen2', 'os.popen3', 'os.popen4', 'os.startfile', 'posix.system', 'nt.system', 'pty.spawn', 'commands.getoutput', 'commands.getstatusoutput',
  'subprocess.Popen', 'subprocess.call', 'subprocess.run', 'subprocess.check_output', 'subprocess.check_call', 'subprocess.getoutput', 'subprocess.getstatusoutput',
  'popen2.popen2', 'popen2.popen3', 'asyncio.create_subprocess_shell', 'asyncio.create_subprocess_exec', 'win32api.WinExec', 'win32api.ShellExecute', 'distutils.spawn.spawn',
]);
const STARTS = /^(os\.(exec[lv]p?e?|spawn[lv]p?e?|posix_spawnp?)|(ctypes\.)?windll\.(shell32\.ShellExecute|kernel32\.(WinExec|CreateProcess))\w*|ctypes\.(CDLL|cdll\.LoadLibrary)\(\)\.system)$/;

/** True for calls that start a program. */
export function startsProcess(name: string): boolean {
  return EXACT.has(name) || STARTS.test(name);
}

/** `os.spawn*` take a mode before the program. */
export function commandIndex(name: string): number {
  return name.startsWith('os.spawn') ? 1 : 0;
}
