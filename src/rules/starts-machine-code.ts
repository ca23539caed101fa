import { inWords, runsUnasked } from '../core/context.js';
import { defineRule } from '../core/rule.js';
import type { Call } from '../core/facts/source-facts.js';

const PUTS = /Alloc|Protect|Memory/;
// Functions of Windows that call what they are given, for each locale or page of code.
const STARTS = /Thread|APC|Fiber|Enum/;

const lastOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** A function of Windows under its own name, for others to call, as bindings and debuggers have them by the hundred. */
const isBinding = ({ name, within, when }: Call): boolean => !runsUnasked(when) && lastOf(within) === lastOf(name);

export default defineRule({
  kind: 'source',
  title: 'Puts machine code into memory and starts it',
  docs: `Room that may be run, a copy into it, a thread that starts there: with ctypes that takes three calls of Windows and needs no file that anybody could look at. Loaders of shellcode do it,
and injectors, which put it into another program. Extension modules bring their machine code in files; debuggers do it where they are called to. What to do: do not install it.
Out of scope: other systems (programs that ask the processor what it is do it there), bindings that give each function of Windows its own name and call none, and functions that are only looked up by number.`,

  check: (facts) => {
    const calls = facts.calls('machine-code').filter((call) => !isBinding(call));
    const [start] = calls.filter(({ name }) => STARTS.test(name));
    if (!start || !calls.some(({ name }) => PUTS.test(name))) return [];
    return [{ severity: runsUnasked(start.when) ? 'critical' : 'low', isStrong: true, message: `${start.name} starts machine code that the file has put into memory, ${inWords(start.when)}`, at: start }];
  },
});
