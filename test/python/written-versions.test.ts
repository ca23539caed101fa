import { expect, test } from 'vitest';
import writesScript from '../../src/rules/writes-script-then-runs.js';
import downloadThenRun from '../../src/rules/download-then-run.js';
import { read } from './reading.js';

const START = 'import imp, subprocess, urllib.request\nfrom base64 import b64decode\nversion = subprocess.check_output(["git", "describe"]).decode()\n';
const END = 'with open("_version_save.py", "w") as f:\n    f.write(text)\nimp.load_source("_version_save", "_version_save.py")\n';

async function found(text: string): Promise<number> {
  const { facts } = await read(`${START}${text}\n${END}`, 'install');
  return facts === null ? 0 : writesScript.check(facts).length;
}

test.each([
  ['in quotes', `text = "#!/usr/bin/env python\\n# written by setup\\nlongversion = '{V}'\\n".format(V=version)`],
  ['in double quotes', 'text = \'#!/usr/bin/python3\\nversion = "%s"\\nparts = (1, 2, "x")\\n\' % version'],
  ['beside a remark', "text = '#!/usr/bin/python3\\n\"\"\"Version.\"\"\"\\nversion: str = \"%s\"  # of git\\n' % version"],
])('a version %s that is written to a module is no script', async (_, text) => {
  expect(await found(text)).toBe(0);
});

test.each([
  ['without quotes', "text = '#!/usr/bin/env python\\nversion = %s\\n' % version"],
  ['in a remark', "text = '#!/usr/bin/env python\\n# %s\\nversion = \"1\"\\n' % version"],
  ['in a remark behind a value', "text = '#!/usr/bin/env python\\nversion = \"1\"  # %s\\n' % version"],
  ['behind a line that does something', "text = '#!/usr/bin/env python\\nimport os\\nversion = \"%s\"\\n' % version"],
  ['behind a call', "text = '#!/usr/bin/env python\\nwork()\\nversion = \"%s\"\\n' % version"],
  ['in a text that ends early', "text = '#!/usr/bin/env python\\nversion = \"%s\"; work()\\n' % version"],
  ['under an encoding in which remarks are code', "text = '#!/usr/bin/env python\\n# coding: utf-7\\nversion = \"%s\"\\n' % version"],
  ['in a line of a shell', "text = '#!/bin/sh\\nversion = \"%s\"\\n' % version"],
])('a version %s makes a script of a module', async (_, text) => {
  expect(await found(text)).toBe(1);
});

test('what was fetched is no version, whatever stands around it', async () => {
  const { facts } = await read(`${START}version = urllib.request.urlopen(U).read()\ntext = "#!/usr/bin/env python\\nversion = '%s'\\n" % version\n${END}`, 'install');
  expect(facts === null ? [] : downloadThenRun.check(facts)).toMatchObject([{ severity: 'critical' }]);
});
