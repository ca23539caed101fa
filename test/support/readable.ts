/** What no output of depsec may hold, however it ends, and what that is. */
const UNREADABLE: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a stack trace', /^\s+at .+:\d+:\d+\)?$/m],
  ['a trace of Python or Node', /Traceback \(most recent call last\)|node:internal|UnhandledPromise/],
  // Every control character but tab and line feed, and what turns text around or hides in it.
  ['a character that is not seen', /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/],
];

/** Null for readable output, else what is wrong with it. */
export function unreadable(output: string): string | null {
  return UNREADABLE.find(([, pattern]) => pattern.test(output))?.[0] ?? null;
}
