import type { Value } from '../../fold/value.js';
import { textOrHole } from '../../fold/text-methods.js';
import { DATA_FILES, runsWherePut } from '../../vocabulary/environment-places.js';
import type { EvaluatedCall } from '../call.js';
import type { Run } from '../run.js';

const IS_SETUP = /^(?:setuptools|distutils\.core)\.setup$/;

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `(folder, [file, …])`, or a file alone. */
function placesOf(entry: Value): readonly string[] {
  const [folder, files] = entry.items ?? [];
  if (folder?.text === null || folder?.text === undefined) return [];
  return (files?.items ?? []).map((file) => `${folder.text}/${baseName(textOrHole(file))}`);
}

/** Notes files of setup() that are put where something runs them: whoever installs them has written there. */
export function noteDataFiles({ name, named, line, scope }: EvaluatedCall, run: Run): void {
  if (named.size === 0 || !IS_SETUP.test(name)) return;
  for (const place of (named.get('data_files')?.items ?? []).flatMap(placesOf)) {
    if (runsWherePut(place)) run.recording.calls.push({ kind: 'write', name: DATA_FILES, line, owner: scope.owner, text: place });
  }
}
