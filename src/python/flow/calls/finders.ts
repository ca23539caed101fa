import { changed, type Value } from '../../fold/value.js';
import { MAKES_SPEC } from '../../vocabulary/code.js';
import type { EvaluatedCall } from '../call.js';
import { callFunction, findFunction, NONE_NAMED } from '../functions.js';
import type { FunctionInfo, Run } from '../run.js';
import { arrive } from './record.js';

type Place = Pick<EvaluatedCall, 'line' | 'scope'>;

/** `sys.meta_path.insert(0, Finder())`: every import asks it. */
export function noteFinder(call: EvaluatedCall, run: Run): void {
  const finder = /^sys\.meta_path\.(?:insert|append)$/.test(call.name) ? call.args.at(-1)?.name : null;
  if (MAKES_SPEC.test(call.name)) for (const method of LOADS) reached(findFunction(`${(call.named.get('loader') ?? call.args[1])?.name ?? ''}.${method}`, run), call, run);
  if (finder) for (const method of FINDS) reached(findFunction(`${finder}.${method}`, run), call, run);
  for (const loader of [finder, loaderOf(call)]) for (const method of GIVES_CODE) runGiven(findFunction(`${loader ?? ''}.${method}`, run), call, run);
}

/** `spec.loader = Mine()`: as if the spec had been made with it. */
export function noteLoader(holder: string, attribute: string, { value, ...where }: Place & { readonly value: Value; readonly run: Run }): void {
  if (attribute !== 'loader' || value.name === null || !IS_SPEC.test(holder)) return;
  const place = { name: `${holder}.loader`, line: where.line, scope: where.scope };
  for (const method of LOADS) reached(findFunction(`${value.name}.${method}`, where.run), place, where.run);
  for (const method of GIVES_CODE) runGiven(findFunction(`${value.name}.${method}`, where.run), place, where.run);
}

const IS_SPEC = /^importlib\.(?:util\.spec_from_\w+|machinery\.ModuleSpec)\(\)$/;

const loaderOf = ({ name, named, args }: EvaluatedCall): string | null => (MAKES_SPEC.test(name) ? ((named.get('loader') ?? args[1])?.name ?? null) : null);

/** What these give, importlib runs. Loaders of what a package brings in other forms take it apart first, so only what comes from elsewhere counts. */
function runGiven(info: FunctionInfo | null, call: Place & Pick<EvaluatedCall, 'name'>, run: Run): void {
  if (info === null) return;
  const given = callFunction(info, { args: [], named: NONE_NAMED, from: call.scope.owner, line: call.line, isMethod: true }, run);
  const fetched = given.origins.filter(({ kind }) => kind === 'network');
  if (fetched.length > 0) arrive(call, 'exec', { data: [changed(given, { origins: fetched })], text: null, run });
}

const GIVES_CODE = ['get_data', 'get_source', 'get_code'] as const;
const LOADS = ['create_module', 'exec_module', 'load_module'] as const;
const FINDS = ['find_spec', 'find_module', ...LOADS] as const;
const reached = (info: FunctionInfo | null, { scope }: Place, run: Run): void => void (info && run.recording.references.push({ from: scope.owner, to: info.key }));

