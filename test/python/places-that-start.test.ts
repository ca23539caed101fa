import { expect, test } from 'vitest';
import writesSystemPaths from '../../src/rules/writes-system-paths.js';
import { read } from './reading.js';

async function severities(path: string): Promise<readonly string[]> {
  const { facts } = await read(`import os\nopen(os.path.expanduser("${path}"), "a").write("import os\\n")\n`);
  return facts === null ? [] : writesSystemPaths.check(facts).map(({ severity }) => severity);
}

test.each([
  '~/.zshenv', '~/.bash_logout', '~/.bash_aliases', '~/.xsession', '~/.pam_environment', '~/.vimrc', '~/.vim/plugin/shed.vim', '~/.config/nvim/init.lua', '~/.emacs', '~/.emacs.d/init.el', '~/.gdbinit', '~/.lldbinit', '~/.Rprofile', '~/.irbrc',
  '~/.pythonrc', '~/.xonshrc', '~/.config/ptpython/config.py', '~/.jupyter/jupyter_server_config.py', '~/.config/fish/config.fish', '~/.config/fish/conf.d/shed.fish', '~/.config/environment.d/shed.conf', '~/.config/systemd/user/shed.service',
  '~/.config/autostart-scripts/shed.sh', '~/.config/i3/config', '~/.config/git/hooks/pre-commit', '~/.git-templates/hooks/post-checkout', '~/.docker/cli-plugins/docker-shed', '~/.gradle/init.d/shed.gradle', '~/.local/bin/python3', '~/.local/bin/git',
  '~/.ssh/config', '~/.hammerspoon/init.lua', '~/Documents/PowerShell/Microsoft.PowerShell_profile.ps1', '.envrc', '.mcp.json', '~/.npmrc', '~/.pypirc', '~/.condarc', '~/.vscode/extensions/shed.helper-1.0.0', '/etc/bash.bashrc', '/etc/pam.d/sshd', '/etc/environment', '/etc/apt/apt.conf.d/99shed',
])('what lies at %s starts later', async (path) => {
  expect(await severities(path)).toContain('critical');
});

test.each(['~/.config/shed/config', '~/.local/bin/shed', '~/.docker/config.json', '~/.vscode-shed.txt', '~/.jupyter/notes.txt', '~/notes/login', 'site/nvim.txt'])('what lies at %s does not', async (path) => {
  expect(await severities(path)).toEqual([]);
});
