import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keptFolder, putShim, shimFiles, takeShim } from '../../../src/app/shim/shim-files.js';
import { virtualEnvironmentOf, type VirtualEnvironment } from '../../../src/app/shim/virtual-environment.js';

const TEXT = 'rem pip by way of depsec.\r\n';

function makeEnvironment(folderName: string, files: Readonly<Record<string, string>>, config = 'home = /x\nversion = 3.12.4\n'): VirtualEnvironment {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-shim-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, folderName));
  writeFileSync(join(folder, 'pyvenv.cfg'), config);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, folderName, name), text);
  return virtualEnvironmentOf({ executable: join(folder, folderName, 'python'), label: 'here' });
}

const put = async (environment: VirtualEnvironment, platform: NodeJS.Platform): Promise<readonly boolean[]> => Promise.all(shimFiles(environment, platform).map((file) => putShim(file, TEXT, environment)));
const take = async (environment: VirtualEnvironment, platform: NodeJS.Platform): Promise<readonly boolean[]> => Promise.all(shimFiles(environment, platform).map((file) => takeShim(file, environment)));
const commandsIn = ({ commands }: VirtualEnvironment): readonly string[] => readdirSync(commands).toSorted();

test('on Windows the programs are moved away, since they go before scripts, and come back', async () => {
  const environment = makeEnvironment('Scripts', { 'pip.exe': 'one', 'pip3.exe': 'two' });
  await put(environment, 'win32');
  expect(commandsIn(environment)).toEqual(['pip.cmd', 'pip3.12.cmd', 'pip3.cmd']);
  expect(await put(environment, 'win32')).toEqual([false, false, false]);
  expect(await take(environment, 'win32')).toEqual([true, true, true]);
  expect(commandsIn(environment)).toEqual(['pip.exe', 'pip3.exe']);
  expect(readFileSync(join(environment.commands, 'pip3.exe'), 'utf8')).toBe('two');
});

test('on Windows a program that a newer pip has put there since is left, and the script goes', async () => {
  const environment = makeEnvironment('Scripts', { 'pip.exe': 'one' });
  await put(environment, 'win32');
  writeFileSync(join(environment.commands, 'pip.exe'), 'newer');
  await take(environment, 'win32');
  expect(commandsIn(environment)).toEqual(['pip.exe']);
  expect(readFileSync(join(environment.commands, 'pip.exe'), 'utf8')).toBe('newer');
});

test('an environment without pip has none when the shim is gone', async () => {
  const environment = makeEnvironment('bin', { activate: 'x' });
  await put(environment, 'linux');
  expect(commandsIn(environment)).toEqual(['activate', 'pip', 'pip3', 'pip3.12']);
  await take(environment, 'linux');
  expect(commandsIn(environment)).toEqual(['activate']);
});

test('a shim of a depsec that lay elsewhere is replaced, and what it kept stays kept', async () => {
  const environment = makeEnvironment('bin', { pip: 'the real one' });
  await put(environment, 'linux');
  const [file] = shimFiles(environment, 'linux');
  expect(file && (await putShim(file, `${TEXT}moved`, environment))).toBe(true);
  expect(readFileSync(join(keptFolder(environment), 'pip'), 'utf8')).toBe('the real one');
  await take(environment, 'linux');
  expect(readFileSync(join(environment.commands, 'pip'), 'utf8')).toBe('the real one');
});

test('a command that a newer pip does not have any more does not come back', async () => {
  const environment = makeEnvironment('bin', { pip: 'old', 'pip3.12': 'old' });
  await put(environment, 'linux');
  for (const { shim } of shimFiles(environment, 'linux')) rmSync(shim);
  writeFileSync(join(environment.commands, 'pip'), 'newer');
  await put(environment, 'linux');
  await take(environment, 'linux');
  expect(commandsIn(environment)).toEqual(['pip']);
  expect(readFileSync(join(environment.commands, 'pip'), 'utf8')).toBe('newer');
});

test('virtualenv tells its version by another word; an interpreter without pyvenv.cfg is refused', () => {
  expect(makeEnvironment('bin', {}, 'version_info = 3.9.18.final.0\n').version).toBe('3.9');
  expect(() => virtualEnvironmentOf({ executable: '/nowhere/bin/python', label: '/nowhere/bin/python' })).toThrow('is no virtual environment');
  expect(existsSync('/nowhere')).toBe(false);
});
