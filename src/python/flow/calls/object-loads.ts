import { changed, from, mixed, type Value } from '../../fold/value.js';
import { textOf } from '../../syntax/node.js';
import type { EvaluatedCall } from '../call.js';
import { findFunction } from '../functions.js';
import { fetches } from './network-call.js';
import { arrive } from './record.js';
import type { Run } from '../run.js';

const TAKES_PATH = /^(?:torch\.load|joblib\.load|pandas\.read_pickle)$/;
const LONGEST_PICKLE = 10_000;
// As the protocols write it: a line of text for the module and one for the name, or each with its length before.
const CALLED_BY_PICKLE = /(?:^|\W)c?(builtins|__builtin__|posix|nt|os|subprocess|runpy)[\n\W]{1,3}.?(?:exec|eval|compile|system|popen|Popen|run|call|check_output|getoutput|run_path)\b/;

const UNPICKLES = '.Unpickler().load';

/** True for an heir that refuses what it does not know by its name. */
function isPicky({ object }: EvaluatedCall, run: Run): boolean {
  const finder = findFunction(`${object?.name ?? ''}.find_class`, run);
  return finder !== null && /\braise\b/.test(textOf(finder.body.node));
}

/** Objects out of pickle and the like: a little program, of which loading it runs every step. */
export function loadCall(call: EvaluatedCall, run: Run): Value | null {
  const isByObject = call.name.endsWith(UNPICKLES);
  const data = isByObject ? call.callee : call.args[0];
  if (!data || (isByObject && isPicky(call, run)) || [...call.named.values(), ...call.args].some(({ name }) => /(?:Safe|Base)Loader$/.test(name ?? ''))) return null;
  const calls = CALLED_BY_PICKLE.exec(data.text?.slice(0, LONGEST_PICKLE) ?? '');
  if (calls !== null) arrive(call, 'exec', { data: [from(data, { kind: 'decoder', name: `a pickle of ${calls[1]}`, line: call.line })], text: null, run });
  const fetched = fetches(call.name, data) ? from(data, { kind: 'network', name: call.name, line: call.line }) : data;
  arrive(call, 'object', { data: [fetched], text: TAKES_PATH.test(call.name) ? data.text : null, run });
  return changed(mixed([data]), { name: `${call.name}()` });
}
