import { setFlagsFromString } from 'node:v8';

// How many bytes of bytecode a function has executed before V8 optimizes it. V8's own choice is a twelfth of it.
const PATIENCE = 800_000;

/** What makes this V8 patient. From V8 12 on (Node 22) there is no such flag, and V8 prints an error about each that it does not know. */
export const patientFlags = (v8Version: string): readonly string[] => (Number.parseInt(v8Version, 10) < 12 ? [`--interrupt-budget=${PATIENCE}`] : []);

/**
 * Makes V8 optimize only what runs for long. A run of depsec is short, and with V8's own patience its threads spend more time on machine code
 * than they save by it. Holds for all threads from now on.
 */
export function optimizeLate(): void {
  for (const flag of patientFlags(process.versions.v8)) setFlagsFromString(flag);
}
