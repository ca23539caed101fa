import { mixed, namedValue, type Value } from '../../fold/value.js';
import { allValues, type EvaluatedCall } from '../call.js';
import { callFunction, findFunction, NONE_NAMED } from '../functions.js';
import { LOCAL, type Run } from '../run.js';
import { callSpecial, isObject } from '../special-methods.js';

const WRITES = ['write', 'writelines'] as const;

const ANSWERS = ['http_request', 'https_request', 'http_open', 'https_open', 'http_response', 'https_response', 'default_open'] as const;

// What others ask an object for that they are given: where it stands among the arguments, or by which keyword it goes.
const ASKED: ReadonlyMap<string, readonly [at: number, keyword: string, ...methods: readonly string[]]> = new Map<string, readonly [number, string, ...(readonly string[])]>([
  ['print', [NaN, 'file', ...WRITES]],
  ['json.dump', [1, 'fp', ...WRITES]],
  ['pickle.dump', [1, 'file', ...WRITES]],
  ['yaml.dump', [1, 'stream', ...WRITES]],
  ['shutil.copyfileobj', [1, 'fdst', ...WRITES]],
  ['csv.writer', [0, 'csvfile', ...WRITES]],
  ['logging.StreamHandler', [0, 'stream', ...WRITES]],
  ['contextlib.redirect_stdout', [0, 'new_target', ...WRITES]],
  ['contextlib.redirect_stderr', [0, 'new_target', ...WRITES]],
  ['contextlib.closing', [0, 'thing', 'close']],
  ['contextlib.ExitStack().enter_context', [0, 'cm', '__enter__', '__exit__']],
  ['contextlib.ExitStack().push', [0, 'exit', '__exit__']],
  ...['requests.Session().mount', 'requests.session().mount'].map((name) => [name, [1, 'adapter', 'send', 'build_response']] as const),
  ['urllib.request.build_opener', [0, '', ...ANSWERS]],
  ['urllib.request.OpenerDirector().add_handler', [0, '', ...ANSWERS]],
]);

/** An object of the file that others are given is asked for what such objects are given for. What is written comes from beside it. */
export function askGiven(call: EvaluatedCall, run: Run): void {
  const [at, keyword, ...methods] = ASKED.get(call.name) ?? [];
  const given = keyword === undefined ? undefined : (call.args[at ?? 0] ?? call.named.get(keyword));
  // Of a class, an object is made first.
  const object = given?.name?.startsWith(LOCAL) && run.classes.has(given.name.slice(LOCAL.length)) ? namedValue(`${given.name}()`) : given;
  if (object === undefined || !isObject(object)) return;
  const [only, ...more] = allValues(call).filter((value) => value !== given);
  const written = only !== undefined && more.length === 0 ? only : mixed([...(only ? [only] : []), ...more]);
  callSpecial(object, methods, { call: { args: [written], from: call.scope.owner, line: call.line }, run });
}

/** `sys.stdout = Mine()`: all that is printed from then on is written to it. */
export function askStream(value: Value, { owner, line, run }: { readonly owner: string; readonly line: number; readonly run: Run }): void {
  callSpecial(value, WRITES, { call: { args: [], from: owner, line }, run });
}

// A suite runs all methods that are called so.
const IS_TEST = /^(?:test|setUp|tearDown)/;
const IS_SUITE = /^unittest\.(?:\w+\.)?\w*TestCase$/;

/** `unittest.main()` */
export function runTests({ name, scope }: EvaluatedCall, run: Run): void {
  if (name !== 'unittest.main') return;
  for (const { key, bases } of run.classes.values()) {
    if (!bases.some((base) => IS_SUITE.test(base))) continue;
    for (const method of run.functions.keys()) if (method.startsWith(`${key}.`) && IS_TEST.test(method.slice(key.length + 1))) run.recording.references.push({ from: scope.owner, to: method });
  }
}

/** `issubclass(thing, Class)`: the class itself may have a say in it. */
export function askSubclassHook({ name, args: [thing, asked], scope, line }: EvaluatedCall, run: Run): void {
  const hook = /^is(?:subclass|instance)$/.test(name) && asked?.name?.startsWith(LOCAL) ? findFunction(`${asked.name}.__subclasshook__`, run) : null;
  if (hook !== null) callFunction(hook, { args: [thing ?? namedValue('')], named: NONE_NAMED, from: scope.owner, line, isMethod: true }, run);
}
