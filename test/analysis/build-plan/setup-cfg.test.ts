import { expect, test } from 'vitest';
import { readSetupConfiguration } from '../../../src/analysis/build-plan/setup-cfg.js';

test.each(['file:requirements.txt', 'file: requirements.txt'])('%s is where setup.cfg keeps what a package needs, and no address', (line) => {
  expect(readSetupConfiguration(`[options]\ninstall_requires = ${line}\n`).runRequires).toEqual([]);
  expect(readSetupConfiguration(`[options]\ninstall_requires =\n    leaf @ file:///srv/leaf.whl\n`).runRequires).toEqual(['leaf @ file:///srv/leaf.whl']);
});

const startsOf = (text: string): readonly string[] => readSetupConfiguration(text).starts.map((start) => JSON.stringify(start));

test('what stands in [DEFAULT] is in every section that is there and says nothing else', () => {
  const hook = startsOf('[options]\ncmdclass =\n  build_py = garden.Build\n');
  expect(hook).toHaveLength(1);
  expect(startsOf('[DEFAULT]\ncmdclass =\n  build_py = garden.Build\n[options]\npy_modules = x\n')).toEqual(hook);
  expect(startsOf('[DEFAULT]\ncmdclass =\n  build_py = other.Build\n[options]\ncmdclass =\n  build_py = garden.Build\n')).toEqual(hook);
  expect(startsOf('[DEFAULT]\ncmdclass =\n  build_py = garden.Build\n[tool:pytest]\naddopts = -q\n')).toEqual([]);
});

test('a file of which all is indented says the same', () => {
  const hook = startsOf('[options]\ncmdclass =\n  build_py = garden.Build\n');
  expect(startsOf('  [options]\n  cmdclass =\n    build_py = garden.Build\n')).toEqual(hook);
  expect(startsOf('[metadata]\n  [options]\n\tcmdclass =\n\t\tbuild_py = garden.Build\n')).toEqual(hook);
  expect(startsOf('[metadata]\ndescription = such as\n  [options]\n  cmdclass =\n    build_py = garden.Build\n')).toEqual([]);
});
