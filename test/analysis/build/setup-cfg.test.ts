import { expect, test } from 'vitest';
import { readSetupConfiguration } from '../../../src/analysis/build/setup-cfg.js';

test.each(['file:requirements.txt', 'file: requirements.txt'])('%s is where setup.cfg keeps what a package needs, and no address', (line) => {
  expect(readSetupConfiguration(`[options]\ninstall_requires = ${line}\n`).runRequires).toEqual([]);
  expect(readSetupConfiguration(`[options]\ninstall_requires =\n    leaf @ file:///srv/leaf.whl\n`).runRequires).toEqual(['leaf @ file:///srv/leaf.whl']);
});
