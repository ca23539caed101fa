import { expect, test } from 'vitest';
import publishesOnImport from '../../src/rules/publishes-on-import.js';
import { commandTraits } from '../../src/python/vocabulary/commands.js';
import { isSystemPath, startsLater } from '../../src/python/vocabulary/paths.js';
import { read } from './reading.js';

test.each([
  `echo 'python -m garden' | at now + 1 hour`,
  'systemd-run --user --on-calendar=daily python -m garden',
  'launchctl submit -l a -- python -m garden',
  'sed -i $a python -m garden /home/leaf/.profile',
  'sh -c "cp /bin/sh /usr/local/bin/.g; chmod 4755 /usr/local/bin/.g"',
  'chmod u+s /tmp/leaf',
  "powershell -c Add-Content $PROFILE 'pythonw -m garden'",
  "pwsh -c echo leaf >> $PROFILE",
  'osascript -e tell application "System Events" to make login item at end with properties {path:"/tmp/leaf.app"}',
  'setx PYTHONSTARTUP C:\\leaf.py',
  'claude mcp add leaf -- python -m garden',
  'code --install-extension leaf.vsix',
  'pip config set global.index-url https://garden.invalid/simple',
  'npm config set registry https://garden.invalid',
  'setx PIP_INDEX_URL https://garden.invalid/simple',
  'launchctl setenv HTTPS_PROXY http://garden.invalid:8080',
  'powershell -Command Register-ScheduledTask -TaskName Leaf -Trigger (New-ScheduledTaskTrigger -AtLogOn)',
  'git config --global url.https://garden.invalid/.insteadOf https://github.com/',
])('%s has something start later, or changes where things come from', (line) => {
  expect(commandTraits(line)).toContain('takes-root');
});

test.each(['powershell -c Get-Content $PROFILE', 'setx HTTPS_PROXY http://127.0.0.1:8080', 'powershell -c Get-ScheduledTask', 'chmod 0755 /tmp/leaf', 'chmod 755 /tmp/4755', 'chmod +x install.sh', 'code --list-extensions', 'claude mcp list', 'pip config list', 'pip config set global.index-url https://pypi.org/simple', 'npm config get registry', 'git config user.name', 'sed -i s/a/b/ setup.cfg', 'systemd-run --version', 'look at now'])('%s does not', (line) => {
  expect(commandTraits(line)).not.toContain('takes-root');
});

test.each(['{}/bin/activate', '{}/etc/conda/activate.d/leaf.sh', '~/.pydistutils.cfg', '{}/distutils/distutils.cfg', 'sys.executable', '$GITHUB_ENV'])('%s runs, or is read, without anybody asking', (path) => {
  expect([isSystemPath(path), startsLater(path)]).toEqual([true, true]);
});

test.each(['~/.yarnrc', '~/.config/uv/uv.toml', '{}/site-packages/*/__init__.py'])('%s concerns other programs', (path) => {
  expect(isSystemPath(path)).toBe(true);
});

test('the interpreter is no place to copy something to', async () => {
  const { facts } = await read('import shutil, sys\nshutil.copy(__file__, sys.executable)\n');
  expect(facts?.calls('write').map(({ traits }) => traits.has('takes-root'))).toEqual([true]);
});

test('all shortcuts of the user are his', async () => {
  const { facts } = await read('import pathlib, win32com.client\nfor l in pathlib.Path.home().rglob("*.lnk"):\n    win32com.client.Dispatch("WScript.Shell").CreateShortcut(str(l)).Save()\n');
  expect(facts?.calls('destroy')).toHaveLength(1);
});

test.each(['gh issue create --body x', 'docker push garden', 'mail a@garden.invalid', 'x; telegram-send leaf'])('%s talks to other machines', (line) => {
  expect(commandTraits(line)).toContain('contacts-network');
});

test('what the next steps of a workflow find in their environment is a place, too', async () => {
  const { facts } = await read('import os\nwith open(os.environ["GITHUB_PATH"], "a") as f: f.write("leaf")\n');
  expect(facts?.calls('write').map(({ traits }) => traits.has('takes-root'))).toEqual([true]);
});

const published = async (text: string) => {
  const { facts } = await read(`import requests\n${text}\n`);
  return facts === null ? [] : publishesOnImport.check(facts);
};

test.each(['import git\nr = git.Repo(".")\nr.remote("origin").push()', 'import git\ngit.Repo(".").git.push()', 'from twine.commands.upload import main\nmain(["dist/*"])'])('a library publishes as a command does: %s', async (text) => {
  expect(await published(text)).toHaveLength(1);
});

test('a request that makes a repository on import publishes', async () => {
  expect(await published('requests.post("https://api.github.com/user/repos", json={})')).toHaveLength(1);
});

test.each(['requests.get("https://api.github.com/user/repos")', 'requests.post("https://api.github.com/graphql")', 'def f():\n    requests.post("https://api.github.com/user/repos", json={})'])('what reads, or is called for, does not: %s', async (text) => {
  expect(await published(text)).toEqual([]);
});
