/** How it is called that setup() is given files for such a place. */
export const DATA_FILES = 'setup(data_files)';

// What runs or is read without anybody asking for it, below an environment that is the system's own (`/usr`) or the user's (`~/.local`).
const RUNS_BY_ITSELF: readonly RegExp[] = [
  /^(?:etc\/(?:profile\.d|conda\/(?:de)?activate\.d|fish|cron[^/]*|init\.d|systemd|sudoers[^/]*|ld\.so[^/]*|bash[^/]*|zsh[^/]*|ssh|xdg\/autostart)(?:\/|$)|lib\/(?:systemd|udev)\/|pyvenv\.cfg$|pip\.(?:conf|ini)$|etc\/(?:gitconfig|pip\.conf)$)/i,
  /^var\/spool\/cron\//i,
  // A unit waits for somebody who switches it on; a link among the wants of another one, and what makes units, does not.
  /^share\/(?:systemd\/(?:user|system)\/[^/]+\.(?:wants|requires|upholds)|systemd\/(?:user|system)-(?:environment-)?generators|autostart|fish\/vendor_conf\.d)\//i,
  // What shells, desktops, editors and agents look for in a home or in the folder of a project.
  /^\.(?:config\/(?:autostart|systemd|environment\.d|fish|git)\/|bash(?:rc|_profile|_login)$|zsh(?:rc|env)$|zprofile$|profile$|x(?:profile|initrc|session)$|ssh\/|git\/(?:hooks|config)|gitconfig$|vscode\/(?:tasks|settings)\.json$|(?:claude|cursor|gemini|codex|windsurf)\/(?:settings|hooks|mcp|config))/i,
];

/** True for a path below an environment at which something is run or read without anybody asking for it. */
export const runsByItself = (path: string): boolean => RUNS_BY_ITSELF.some((pattern) => pattern.test(path));

// What a shell reads when somebody completes a command, what Jupyter starts for a notebook, and what it loads into each of its pages.
const RUNS_UNSEEN = /^(?:etc\/bash_completion\.d|share\/(?:bash-completion\/completions|zsh\/(?:site-functions|vendor-completions)|fish\/vendor_(?:completions|functions)\.d|jupyter\/(?:kernels|labextensions|nbextensions)\/[^/]+))\//i;

/** True for a path below an environment at which something runs that nobody has chosen to start, be it with a program that is another one's. */
export const runsUnseen = (path: string): boolean => runsByItself(path) || RUNS_UNSEEN.test(path);

// A place on the machine, or in the home of whoever installs: it stays below the environment in a wheel, and does not where setup.py installs by itself.
const ROOT = /^(?:\{\}|~|\$HOME|\/(?:home|Users)\/[^/]+|\/root|\/usr(?:\/local)?)?\/+/i;

/** The same for the place that a project gives to a file: `/etc/cron.d/garden`, `~/.config/autostart/garden.desktop`, `etc/cron.d/garden`. */
export const runsWherePut = (place: string): boolean => runsByItself(place.replaceAll('\\', '/').replace(ROOT, ''));

/** True for one in a home or in the folder of a project, where no daemon has anything to look for. */
export const isOfUser = (place: string): boolean => place.replaceAll('\\', '/').replace(ROOT, '').startsWith('.');
