/** Calls of Python's own that call what they are given, now or at an event that comes by itself. What a program's own registers do with it, nobody knows. */
const CALLERS: readonly string[] = [
  String.raw`(?:atexit|codecs)\.register`,
  String.raw`signal\.signal`,
  String.raw`sys\.(?:settrace|setprofile|addaudithook)`,
  String.raw`(?:threading\.)?(?:Timer|Thread|settrace|setprofile)`,
  String.raw`(?:multiprocessing\.)?Process`,
  String.raw`_?thread\.start_new_thread`,
  String.raw`weakref\.(?:finalize|ref)`,
  String.raw`os\.register_at_fork`,
  String.raw`gc\.callbacks\.append`,
  String.raw`sys\.path_hooks\.(?:append|insert)`,
  String.raw`copyreg\.pickle`,
  String.raw`re\.subn?`,
  String.raw`(?:functools\.)?(?:reduce|cached_property)`,
  String.raw`(?:itertools\.)?starmap`,
  'map|filter|iter',
  String.raw`[\w.]*\.(?:call_soon|call_later|run_in_executor|create_task|enter|apply_async)`,
];
// After a bracket as well: `Pool().submit(report)`.
const HANDS_OVER = new RegExp(String.raw`(?:(?<![\w.])(?:${CALLERS.join('|')})|\bsubmit)\(([^()\n]{1,200})`, 'g');
const AS_KEYWORD = /\b(?:target|key|initializer|preexec_fn|object_hook|object_pairs_hook)[ \t]*=[ \t]*([A-Za-z_][\w.]*)/g;
const AS_HOOK = /^[ \t]*(?:sys\.(?:excepthook|displayhook|unraisablehook|breakpointhook)|threading\.excepthook|warnings\.(?:showwarning|formatwarning)|builtins\.\w+)[ \t]*=[ \t]*([A-Za-z_][\w.]*)/;
const NAME = /(?<![\w.'"])[A-Za-z_][\w.]*(?![\w.'"])(?![ \t]*=)/g;

const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** Last parts of the names that a line hands to something that calls them: `atexit.register(report)`, `sys.excepthook = report`. */
export function handedIn(line: string): readonly string[] {
  const given = [...line.matchAll(HANDS_OVER)].flatMap(([, list = '']) => list.match(NAME) ?? []);
  const keywords = [...line.matchAll(AS_KEYWORD)].map(([, name = '']) => name);
  return [...given, ...keywords, AS_HOOK.exec(line)?.[1] ?? ''].map(lastPart);
}
