// Files that make something run, each written as in a regular expression. `[\\/]+` stands between folders, since Windows' own sign may be doubled.

const BESIDE = String.raw`(?:^|[\\/])`;
const IN_HOME = String.raw`(?:^|[\\/~])`;
/** Programs that write code, and take orders from files. */
const AGENTS = 'claude|cursor|windsurf|gemini|codex|continue';

/** What runs at every login, at every start of Python or by the clock, whoever the user is and whatever is installed. */
export const STARTS_BY_ITSELF: readonly string[] = [
  String.raw`\.config[\\/](?:autostart|systemd)`,
  'LaunchAgents',
  'LaunchDaemons',
  String.raw`Start Menu[\\/]+Programs[\\/]+Startup`,
  String.raw`CurrentVersion[\\/]+Run`,
  String.raw`CurrentControlSet[\\/]+Services[\\/]`,
  // Python and its environments.
  String.raw`site-packages[\\/].*\.(?:pth|start|py)$`,
  String.raw`(?:site|user)customize\.py$`,
  String.raw`${BESIDE}(?:bin|Scripts)[\\/]activate(?:\.\w+)?$`,
  String.raw`conda[\\/]+(?:de)?activate\.d[\\/]`,
  String.raw`${BESIDE}\.?(?:py)?distutils\.cfg$`,
  String.raw`^sys\.executable$`,
  // What the next steps of a pipeline find.
  String.raw`^\$GITHUB_(?:ENV|PATH)$`,
];

/** Of the system, and of other projects' tools: installers write there for their user. */
export const OF_THE_SYSTEM: readonly string[] = [
  String.raw`^/(?:etc|usr|bin|sbin|boot|lib|root|var/spool/cron|Library)/`,
  String.raw`\\System32\\`,
  'crontab',
  String.raw`${IN_HOME}\.(?:bashrc|bash_profile|zshrc|zprofile|profile|bash_login)$`,
  String.raw`\.ssh[\\/]authorized_keys`,
  String.raw`${BESIDE}\.github[\\/]+workflows[\\/]`,
  String.raw`${BESIDE}\.git[\\/]+(?:hooks|config)(?:[\\/]|$)`,
  // Where packages come from.
  String.raw`${IN_HOME}\.(?:gitconfig|npmrc|pypirc|condarc|gitlab-ci\.yml)$`,
  String.raw`[\\/](?:\.?pip|pip)[\\/]+pip\.(?:conf|ini)$`,
  String.raw`${BESIDE}\.(?:yarnrc(?:\.yml)?|bunfig\.toml|gemrc|cargo[\\/]+config(?:\.toml)?)$`,
  String.raw`\.config[\\/]+(?:uv[\\/]+uv|pypoetry[\\/]+config)\.toml$`,
  // What editors and agents run or obey.
  String.raw`${BESIDE}\.(?:vscode|${AGENTS}|devcontainer)[\\/]*(?:[\\/][\w./\\-]+)?$`,
  String.raw`${BESIDE}(?:CLAUDE\.md|AGENTS\.md|\.cursorrules|copilot-instructions\.md)$`,
];

/** What starts for this one user. System folders are left out, but for those that start something. */
export const OF_THE_USER: readonly string[] = [
  // Shells and terminals.
  String.raw`${IN_HOME}\.(?:bashrc|bash_profile|bash_login|bash_logout|bash_aliases|zshrc|zshenv|zprofile|profile|login|xprofile|xinitrc|xsession(?:rc)?|xonshrc|envrc|pam_environment|screenrc|tmux\.conf)$`,
  String.raw`fish[\\/]+(?:config\.fish$|conf\.d[\\/])`,
  String.raw`xonsh[\\/]+rc\.xsh$`,
  String.raw`PowerShell_profile\.ps1$`,
  // Editors, debuggers and consoles.
  String.raw`${IN_HOME}\.(?:pdbrc|gitconfig|g?vimrc|emacs|gdbinit|lldbinit|Rprofile|irbrc|pythonrc(?:\.py)?|pystartup)$`,
  String.raw`nvim[\\/]+init\.(?:lua|vim)$`,
  String.raw`\.vim[\\/]+(?:plugin|autoload)[\\/]`,
  String.raw`\.emacs\.d[\\/]+init\.el$`,
  String.raw`ptpython[\\/]+config\.py$`,
  String.raw`\.ipython[\\/]+(?:profile_[\w*{}]+|\{\})[\\/]+startup`,
  String.raw`\.jupyter[\\/]+jupyter_\w*config\.py$`,
  String.raw`${BESIDE}(?:\.vscode|Code(?: - Insiders)?[\\/]+User)[\\/]+tasks\.json$`,
  String.raw`\.code-workspace$`,
  String.raw`${BESIDE}\.(?:vscode(?:-\w+)?|cursor|windsurf)[\\/]+extensions[\\/]+[\w.-]`,
  String.raw`${BESIDE}\.devcontainer[\\/]+(?:[\w-]+[\\/]+)?devcontainer\.json$`,
  // Agents.
  String.raw`${BESIDE}\.(?:${AGENTS})[\\/]+(?:settings|mcp|config|hooks|rules)[\w./\\-]*$`,
  String.raw`${BESIDE}(?:CLAUDE\.md|AGENTS\.md|\.cursorrules)$`,
  String.raw`claude_desktop_config\.json$`,
  String.raw`${BESIDE}\.?mcp\.json$`,
  String.raw`cline_mcp_settings\.json$`,
  // Desktops, and programs that load whatever lies in a folder of theirs.
  String.raw`\.config[\\/]+(?:environment\.d|plasma-workspace[\\/]+env|autostart-scripts|i3|sway|hypr|git[\\/]+(?:config$|hooks))`,
  String.raw`\.hammerspoon[\\/]`,
  String.raw`[\\/](?:XLSTART|Word[\\/]+STARTUP)[\\/]`,
  String.raw`\.asar(?:$|[\\/])`,
  String.raw`User Data[\\/]+[^\\/]+[\\/]+Extensions(?:$|[\\/])`,
  String.raw`desktop_core[\\/]+index\.js$`,
  String.raw`\.docker[\\/]+cli-plugins[\\/]`,
  String.raw`\.gradle[\\/]+init(?:\.d[\\/]|\.gradle)`,
  String.raw`\.git-templates?[\\/]+hooks`,
  String.raw`${BESIDE}\.git[\\/]+hooks[\\/]+\w`,
  String.raw`\.github[\\/]+workflows[\\/]+\w`,
  // What is found before a program of the same name, or instead of what it fetches.
  String.raw`\.local[\\/]+bin[\\/]+(?:python|pip|git|ssh|sudo|node|npm|docker|conda|uv)[\d.]*$`,
  String.raw`${BESIDE}pip[\\/]*\.?(?:pip)?\.(?:conf|ini)$`,
  String.raw`[\\/~]\.(?:npmrc|pypirc|condarc)$`,
  // The machine.
  String.raw`\.ssh[\\/](?:authorized_keys|rc$|config$)`,
  String.raw`^/etc/(?:cron|sudoers|ld\.so\.preload|rc\.local|profile|systemd|init\.d|hosts$|bash\.bashrc$|zsh[\\/]|environment$|pam\.d/|ssh/sshd_config|apt/apt\.conf|udev/rules|update-motd|X11/Xsession|NetworkManager/dispatcher)`,
  String.raw`drivers[\\/]+etc[\\/]+hosts$`,
  '/spool/cron',
  String.raw`System32[\\/]+Tasks[\\/]`,
];
