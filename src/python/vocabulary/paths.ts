// Places that run something later or for everybody: autostart, schedulers, shell profiles, system folders, other projects' site hooks, what editors and coding agents run or obey.
const SYSTEM_PATH =
  /^\/(?:etc|usr|bin|sbin|boot|lib|root|var\/spool\/cron|Library)\/|(?:^|[\\/~])\.(?:bashrc|bash_profile|zshrc|zprofile|profile|bash_login)$|\.ssh[\\/]authorized_keys|crontab|\.config[\\/](?:autostart|systemd)|LaunchAgents|LaunchDaemons|Start Menu[\\/]+Programs[\\/]+Startup|CurrentVersion[\\/]+Run|CurrentControlSet[\\/]+Services[\\/]|\\System32\\|site-packages[\\/].*\.(?:pth|start|py)$|(?:site|user)customize\.py$|(?:^|[\\/])\.github[\\/]+workflows[\\/]|(?:^|[\\/])\.git[\\/]+(?:hooks|config)(?:[\\/]|$)|(?:^|[\\/~])\.(?:gitconfig|npmrc|pypirc|condarc|gitlab-ci\.yml)$|[\\/](?:\.?pip|pip)[\\/]+pip\.(?:conf|ini)$|(?:^|[\\/])\.(?:vscode|claude|cursor|windsurf|gemini|codex|continue|devcontainer)[\\/]*(?:[\\/][\w./\\-]+)?$|(?:^|[\\/])(?:CLAUDE\.md|AGENTS\.md|\.cursorrules|copilot-instructions\.md)$|(?:^|[\\/])(?:bin|Scripts)[\\/]activate(?:\.\w+)?$|conda[\\/]+(?:de)?activate\.d[\\/]|(?:^|[\\/])\.?(?:py)?distutils\.cfg$|(?:^|[\\/])\.(?:yarnrc(?:\.yml)?|bunfig\.toml|gemrc|cargo[\\/]+config(?:\.toml)?)$|\.config[\\/]+(?:uv[\\/]+uv|pypoetry[\\/]+config)\.toml$|^sys\.executable$|^\$GITHUB_(?:ENV|PATH)$/i;

// Code of a package that is none of the file's own, found by its module.
const OTHER_PACKAGE = /^\{\}\/site-packages\/[\w*].*\.(?:pyw?|pyc|so|pyd|dll|js)$/i;

/** True for a path whose change outlives the package or concerns other programs. */
export function isSystemPath(path: string): boolean {
  return path.length < 1000 && (SYSTEM_PATH.test(path) || OTHER_PACKAGE.test(path));
}

// What starts programs by itself, for this user. System folders are left out: installers write there for their user.
const STARTS_LATER =
  /(?:^|[\\/~])\.(?:bashrc|bash_profile|zshrc|zshenv|zprofile|profile|bash_login|xprofile|xinitrc|xsession(?:rc)?|login|bash_logout|bash_aliases|pam_environment|pdbrc|gitconfig|g?vimrc|emacs|gdbinit|lldbinit|Rprofile|irbrc|pythonrc(?:\.py)?|pystartup|envrc|xonshrc|screenrc|tmux\.conf)$|fish[\\/]+(?:config\.fish$|conf\.d[\\/])|nvim[\\/]+init\.(?:lua|vim)$|\.emacs\.d[\\/]+init\.el$|\.vim[\\/]+(?:plugin|autoload)[\\/]|xonsh[\\/]+rc\.xsh$|ptpython[\\/]+config\.py$|\.jupyter[\\/]+jupyter_\w*config\.py$|\.config[\\/]+(?:environment\.d|plasma-workspace[\\/]+env|autostart-scripts|i3|sway|hypr|git[\\/]+(?:config$|hooks))|\.hammerspoon[\\/]|[\\/](?:XLSTART|Word[\\/]+STARTUP)[\\/]|\.local[\\/]+bin[\\/]+(?:python|pip|git|ssh|sudo|node|npm|docker|conda|uv)[\d.]*$|\.docker[\\/]+cli-plugins[\\/]|\.gradle[\\/]+init(?:\.d[\\/]|\.gradle)|\.git-templates?[\\/]+hooks|\.ssh[\\/](?:authorized_keys|rc$|config$)|^\/etc\/(?:cron|sudoers|ld\.so\.preload|rc\.local|profile|systemd|init\.d|hosts$|bash\.bashrc$|zsh[\\/]|environment$|pam\.d\/|ssh\/sshd_config|apt\/apt\.conf|udev\/rules|update-motd|X11\/Xsession|NetworkManager\/dispatcher)|drivers[\\/]+etc[\\/]+hosts$|(?:^|[\\/])pip[\\/]*\.?(?:pip)?\.(?:conf|ini)$|(?:^|[\\/])\.git[\\/]+hooks[\\/]+\w|\.github[\\/]+workflows[\\/]+\w|\.ipython[\\/]+(?:profile_[\w*{}]+|\{\})[\\/]+startup|PowerShell_profile\.ps1$|claude_desktop_config\.json$|(?:^|[\\/])\.?mcp\.json$|cline_mcp_settings\.json$|\.asar(?:$|[\\/])|User Data[\\/]+[^\\/]+[\\/]+Extensions(?:$|[\\/])|desktop_core[\\/]+index\.js$|\/spool\/cron|System32[\\/]+Tasks[\\/]|\.config[\\/](?:autostart|systemd)|LaunchAgents|LaunchDaemons|Start Menu[\\/]+Programs[\\/]+Startup|CurrentVersion[\\/]+Run|CurrentControlSet[\\/]+Services[\\/]|site-packages[\\/].*\.(?:pth|start|py)$|(?:site|user)customize\.py$|(?:^|[\\/])(?:\.vscode|Code(?: - Insiders)?[\\/]+User)[\\/]+tasks\.json$|\.code-workspace$|(?:^|[\\/])\.devcontainer[\\/]+(?:[\w-]+[\\/]+)?devcontainer\.json$|(?:^|[\\/])\.(?:claude|cursor|windsurf|gemini|codex|continue)[\\/]+(?:settings|mcp|config|hooks|rules)[\w./\\-]*$|(?:^|[\\/])(?:CLAUDE\.md|AGENTS\.md|\.cursorrules)$|(?:^|[\\/])(?:bin|Scripts)[\\/]activate(?:\.\w+)?$|conda[\\/]+(?:de)?activate\.d[\\/]|(?:^|[\\/])\.?(?:py)?distutils\.cfg$|^sys\.executable$|^\$GITHUB_(?:ENV|PATH)$/i;

/** True for a path that makes something run at every login, every start of Python or by the clock. */
export function startsLater(path: string): boolean {
  return path.length < 1000 && STARTS_LATER.test(path);
}

// Folders of Windows for what programs keep, and desktops. Variables of the environment stand there by their names, see src/python/flow/nodes/subscripts.ts.
const USER_FOLDER = /^(?:%(?:LOCAL)?APPDATA%|%PROGRAMDATA%|[A-Z]:[\\/]+(?:ProgramData|Users|Windows)\b)|^~[\\/]+(?:Desktop|AppData)\b/i;

/** Disks as a whole, under the names that they have beside all files. */
export const RAW_DISK = /^[\\/]{2,4}[.?][\\/]{1,2}PhysicalDrive\d/i;

/** What variables of the environment that name folders stand for in a path. */
export const FOLDER_VARIABLES: Readonly<Record<string, string>> = {
  APPDATA: '%APPDATA%', LOCALAPPDATA: '%LOCALAPPDATA%', PROGRAMDATA: '%PROGRAMDATA%', TEMP: '%TEMP%', TMP: '%TEMP%', USERPROFILE: '~', HOME: '~', HOMEPATH: '~', GITHUB_ENV: '$GITHUB_ENV', GITHUB_PATH: '$GITHUB_PATH', SYSTEMROOT: 'C:\\Windows', WINDIR: 'C:\\Windows',
};

/** True for a path into what belongs to the user of a Windows machine, or to other programs there. */
export function isUserFolder(path: string): boolean {
  return path.length < 1000 && USER_FOLDER.test(path);
}

/** Where everything lies that the user has. */
export const USER_ROOT = /^(?:\/|[A-Z]:[\\/]*|~|(?:~|\/(?:home|Users|root)(?:[\\/][^\\/]+)?)[\\/]*(?:\.?\*{1,2})?|(?:~|\{\})[\\/]+(?:Desktop|Documents|Downloads|Pictures|OneDrive)[\\/]*|\/(?:home|Users|mnt|media|Volumes|data)[\\/]*|\/sdcard(?:[\\/].*)?|\/storage\/emulated(?:[\\/].*)?)$/i;
