import { dataMember } from '../core/data-folder.js';
import { defineRule, type RuleFinding } from '../core/rule.js';

// Beyond these, one finding tells the number: a wheel that was repacked as a whole would fill the screen.
const SHOWN = 5;

function each(paths: readonly string[], finding: (path: string) => RuleFinding): readonly RuleFinding[] {
  const shown = paths.slice(0, SHOWN).map((path) => finding(path));
  const [first] = shown;
  const hidden = paths.length - shown.length;
  return first === undefined || hidden === 0 ? shown : [...shown, { severity: first.severity, message: `the same for ${hidden} more files` }];
}

const isRunnable = (path: string): boolean => /\.(?:pyw?|pyc|pth|start|so|pyd|dll|dylib)$/i.test(path) || dataMember(path)?.scheme === 'scripts';

export default defineRule({
  kind: 'package',
  title: 'A package does not hold the files that its own list says',
  docs: `Every tool that builds a wheel writes RECORD, a list of its files with their digests, so a difference means that somebody changed the wheel afterwards.
pip installs such a wheel without a word, and in an environment nobody looks at the list again. What to do: compare with the project's own release; do not install a wheel with changed or added code. In an environment: install the package again, and find out who changed it.
Out of scope: a RECORD that was rewritten together with the files, and rows without a digest, which some honest builders write.`,

  check: ({ wheel, kind }) => {
    const record = wheel?.record ?? null;
    if (record === null) return [];
    return [
      ...each(record.altered, (file) => ({ severity: 'high', message: `${file} is not the file that RECORD lists`, file })),
      ...each(record.unlisted, (file) => ({ severity: isRunnable(file) ? 'high' : 'medium', message: `${file} is not in RECORD`, file })),
      ...each(record.missing, (file) => ({ severity: kind === 'installed' && isRunnable(file) ? 'medium' : 'low', message: `RECORD lists ${file}, which ${kind === 'installed' ? 'is not there' : 'the wheel does not hold'}`, file })),
    ];
  },
});
