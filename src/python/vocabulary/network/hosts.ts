// Names of hosts; `*` stands for any one word of a name.

/** Places that anybody can fill or read without leaving a trace. What stands below such a name counts as well. */
export const DROP_HOSTS: readonly string[] = [
  // Pastes.
  'pastebin.com', 'pastie.*', 'rentry.*', 'hastebin.*', 'ghostbin.*', 'dpaste.*', 'paste.ee', 'paste.rs', 'paste.fo', 'paste.sh', 'paste.gg', 'paste.c-net.org',
  'paste.bingner.com', 'paste.mod.gg', 'controlc.com', 'justpaste.it', 'textbin.net', 'termbin.com',
  // Files that lie there for a while.
  'transfer.sh', 'temp.sh', 'gofile.io', 'anonfiles.com', 'catbox.moe', 'file.io', 'pixeldrain.com', 'bashupload.com', '0x0.st', 'uguu.se', 'qu.ax', 'tmpfiles.org',
  'bayfiles.com', 'filebin.net', 'sendspace.com', 'send.vis.ee', 'cdn.discordapp.com', 'media.discordapp.net',
  // What keeps requests for whoever looks later.
  'webhook.site', 'requestbin.*', 'pipedream.net', 'beeceptor.com', 'requestcatcher.com', 'requestinspector.com', 'hookb.in', 'mockbin.*', 'discord-webhook.*', 'oast.*',
  'oastify.com', 'burpcollaborator.net', 'interact.sh', 'interactsh.com', 'canarytokens.*', 'bxss.me', 'xss.ht', 'pingb.in', 'dnsbin.*', 'dnslog.*', 'ceye.io',
  'iplogger.*', 'grabify.link', 'ezstat.ru', '2no.co',
  // Tunnels to a machine that has no name.
  'ngrok.io', 'ngrok.app', 'ngrok-free.app', 'trycloudflare.com', 'loca.lt', 'serveo.net', 'serveousercontent.com', 'lhr.life', 'localhost.run', 'tunnelmole.net', 'bore.pub',
  'pagekite.me', 'playit.gg', 'ply.gg', 'portmap.io', 'portmap.host', '*.onion',
  // Names and hosting for nothing.
  '000webhostapp.com', '*.glitch.me', '*.repl.co', '*.replit.app', '*.replit.dev', '*.duckdns.org', '*.no-ip.*', '*.ddns.net', '*.hopto.org', '*.zapto.org', '*.myftp.org',
  '*.workers.dev',
];

/** Parts of services that are the same, where the rest of them is not. */
export const DROP_PATHS: readonly string[] = [String.raw`discord(?:app)?\.com/api/(?:v\d+/)?webhooks`, String.raw`api\.telegram\.org/bot`, String.raw`hooks\.slack\.com/services`];

/** Where the projects themselves lie. */
export const FORGES: readonly string[] = [
  'github.com', 'api.github.com', 'codeload.github.com', 'objects.githubusercontent.com', 'gitlab.com', 'bitbucket.org', 'sourceforge.net', '*.sourceforge.net', 'pypi.org', 'files.pythonhosted.org',
];

/** Whose prebuilt parts honest setup.py files fetch, from whatever machine of theirs. */
export const VENDORS: readonly string[] = [
  // Languages and what packs them.
  'python.org', 'rustup.rs', 'rust-lang.org', 'golang.org', 'nodejs.org', 'npmjs.org', 'jsdelivr.net', 'anaconda.org', 'conda.io', 'llvm.org',
  // Systems and machines.
  'microsoft.com', 'nvidia.com', 'intel.com', 'oracle.com', 'google.com', 'googleapis.com', 'kernel.org', 'gnu.org', 'debian.org', 'ubuntu.com', 'gnome.org', 'freedesktop.org',
  // Libraries and standards.
  'apache.org', 'mozilla.org', 'sqlite.org', 'openssl.org', 'zlib.net', 'boost.org', 'pytorch.org', 'qt.io', 'eclipse.org', 'unicode.org', 'w3.org', 'iana.org', 'postgresql.org',
  'mysql.com', 'gnupg.org', 'curl.se', 'xiph.org', 'ffmpeg.org', 'libsdl.org',
];

const asPattern = (host: string): string => host.replaceAll('.', String.raw`\.`).replaceAll('*', String.raw`[\w-]+`);

/** A part of a pattern that stands for any of these hosts. */
export const anyHost = (hosts: readonly string[]): string => `(?:${hosts.map(asPattern).join('|')})`;
