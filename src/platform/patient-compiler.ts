import { setFlagsFromString } from 'node:v8';

// How many bytes of bytecode a function has executed before V8 optimizes it. V8's own choice is a twelfth of it.
const PATIENCE = 800_000;

/**
 * Makes V8 optimize only what runs for long. A run of depsec is short, and with V8's own patience its threads spend more time on machine code
 * than they save by it. Holds for all threads from now on.
 */
export function optimizeLate(): void {
  setFlagsFromString(`--interrupt-budget=${PATIENCE}`);
}
