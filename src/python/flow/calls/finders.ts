import { MAKES_SPEC } from '../../vocabulary/code.js';
import type { EvaluatedCall } from '../call.js';
import { findFunction } from '../functions.js';
import type { FunctionInfo, Run } from '../run.js';

/** `sys.meta_path.insert(0, Finder())`: every import asks it. */
export function noteFinder(call: EvaluatedCall, run: Run): void {
  const finder = /^sys\.meta_path\.(?:insert|append)$/.test(call.name) ? call.args.at(-1)?.name : null;
  if (MAKES_SPEC.test(call.name)) for (const method of LOADS) reached(findFunction(`${(call.named.get('loader') ?? call.args[1])?.name ?? ''}.${method}`, run), call, run);
  if (finder) for (const method of FINDS) reached(findFunction(`${finder}.${method}`, run), call, run);
}

const LOADS = ['create_module', 'exec_module', 'load_module'] as const;
const FINDS = ['find_spec', 'find_module', ...LOADS] as const;
const reached = (info: FunctionInfo | null, { scope }: EvaluatedCall, run: Run): void => void (info && run.recording.references.push({ from: scope.owner, to: info.key }));

