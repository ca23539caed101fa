import { setFlagsFromString } from 'node:v8';

// How many bytes of bytecode a function has executed before V8 optimizes it. V8's own choice is a third of it.
const PATIENCE = 400_000;
// How much bytecode of others V8 takes into a function that it optimizes. V8's own choice is three times that, and takes as many times longer.
const INLINED = 300;

// As many threads of depsec work as there are processors: whoever helps one of them to clear its youngest objects takes the time from another.
const CLEARS_ALONE = '--no-parallel-scavenge';

// How many MB of long-lived objects there are before V8 looks for those that nobody needs any more. Its own choice begins with a few, of which each file's syntax tree
// takes some: it then looks through everything after every other file, which is an eighth of the time of an analysis.
const ROOM = '--initial-old-space-size=96';

// A pattern is made into machine code at once, and not first into something that is read step by step: there are hundreds, each of which is asked more than once,
// and to make them twice took a tenth of the time of a short analysis. Not by --no-regexp-tier-up, which is for the start of a process only: a pattern that was
// asked once before would be read step by step by what has no room for that, and end the process with SIGSEGV when it then replaces text.
const PATTERNS_AT_ONCE = '--regexp-tier-up-ticks=0';

// How many bytes of WebAssembly a function has executed before V8 optimizes it: what newer V8s choose themselves, and seven times what V8 11 (Node 20) does. The
// parser of HTTP is one function of great length, and V8 11 optimized it in each run that asked an index anything, at a fifth of a second of a processor.
const WASM_PATIENCE = 13_000_000;

// The same by how often a function has been called, as V8 12 (Node 22) counts. V8 13 (Node 24) is quick enough at it by itself.
const CALLS = 12_000;

const WHEN: Readonly<Record<string, readonly string[]>> = { 11: [`--interrupt-budget=${PATIENCE}`, `--wasm-tiering-budget=${WASM_PATIENCE}`], 12: [`--invocation-count-for-turbofan=${CALLS}`], 13: [] };

/** What makes this V8 patient: nothing where nobody has tried it, since V8 prints an error about each flag that it does not know. */
export function patientFlags(v8Version: string): readonly string[] {
  const when = WHEN[Number.parseInt(v8Version, 10)];
  return when === undefined ? [] : [...when, `--max-inlined-bytecode-size-cumulative=${INLINED}`, CLEARS_ALONE, ROOM, PATTERNS_AT_ONCE];
}

/**
 * Makes V8 optimize only what runs for long, and not at any price. A run of depsec is short, and with V8's own choices its threads spend more time on machine code
 * than they save by it. Holds for all threads from now on.
 */
export function optimizeLate(): void {
  for (const flag of patientFlags(process.versions.v8)) setFlagsFromString(flag);
}
