// Places that run something later or for everybody: autostart, schedulers, shell profiles, system folders, other projects' site hooks.
const SYSTEM_PATH =
  /^\/(?:etc|usr|bin|sbin|boot|lib|root|var\/spool\/cron|Library)\/|(?:^|[\\/~])\.(?:bashrc|bash_profile|zshrc|zprofile|profile|bash_login)$|\.ssh[\\/]authorized_keys|crontab|\.config[\\/](?:autostart|systemd)|LaunchAgents|LaunchDaemons|Start Menu[\\/]+Programs[\\/]+Startup|CurrentVersion[\\/]+Run|\\System32\\|site-packages[\\/].*\.pth$|(?:site|user)customize\.py$/i;

/** True for a path whose change outlives the package or concerns other programs. */
export function isSystemPath(path: string): boolean {
  return path.length < 1000 && SYSTEM_PATH.test(path);
}

// What starts programs by itself, for this user. System folders and `.pth` files are left out: installers and environments write them for their user.
const STARTS_LATER =
  /(?:^|[\\/~])\.(?:bashrc|bash_profile|zshrc|zprofile|profile|bash_login)$|\.ssh[\\/]authorized_keys|^\/etc\/cron|\/spool\/cron|\.config[\\/](?:autostart|systemd)|LaunchAgents|LaunchDaemons|Start Menu[\\/]+Programs[\\/]+Startup|CurrentVersion[\\/]+Run|(?:site|user)customize\.py$/i;

/** True for a path that makes something run at every login, every start of Python or by the clock. */
export function startsLater(path: string): boolean {
  return path.length < 1000 && STARTS_LATER.test(path);
}
