import { from, HOLE, type Value } from '../fold/value.js';
import { labelsSecrets } from '../vocabulary/labels.js';
import { namesKeyVariable } from '../vocabulary/keys.js';
import { namesSecretPath } from '../vocabulary/secret-paths.js';
import { textMarks } from '../vocabulary/tokens.js';
import type { Run, TextNature } from './run.js';

/** The same few texts stand all over a file, and each is met in every pass. */
function natureOf(text: string, { texts }: Run): TextNature {
  const known = texts.get(text);
  if (known !== undefined) return known;
  const nature = { marks: textMarks(text), isSecretPath: namesSecretPath(text), isKeyName: namesKeyVariable(text) };
  texts.set(text, nature);
  return nature;
}

/** Notes a constant text that is remarkable by itself, however it was put together. Gives it the mark of a secret file, if it names one. */
export function noteText(value: Value, line: number, run: Run): Value {
  const { text } = value;
  if (text === null) return value;
  const { marks, isSecretPath, isKeyName } = natureOf(text, run);
  if (isKeyName) return from(value, { kind: 'key-name', name: text, line });
  for (const mark of marks) run.recording.texts.push({ ...mark, line });
  const named = isSecretPath ? from(value, { kind: 'secret-path', name: text, line }) : value;
  return text.includes(HOLE) && labelsSecrets(text) ? from(named, { kind: 'labelled', name: 'a list of secrets', line }) : named;
}
