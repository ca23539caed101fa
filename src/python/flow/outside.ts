import { changed, either, mixed, type Value } from '../fold/value.js';
import type { HandedOver } from './recording.js';
import { LOCAL, type Run } from './run.js';

/** What is known of a name in another module of the package; null for nothing. Lines there mean nothing here, so it came out of the line that takes it. */
export function knownOutside(name: string, line: number, run: Run): Value | null {
  const known = run.outside(name);
  return known === null ? null : changed(known, { origins: known.origins.map((origin) => ({ ...origin, line })) });
}

const MOST_HANDED = 1_000;

/** Notes what a function is called with that another module of the package may have. */
export function handOver(given: HandedOver, { recording: { handed } }: Run): void {
  if (handed.length < MOST_HANDED) handed.push(given);
}

const MOST_LEFT = 200;

/** Notes what is put into a variable of another module, perhaps one of the package: whoever asks that one for it finds it there. */
export function leaveOutside(name: string | null, { origins }: Value, run: Run): void {
  const { left } = run.recording;
  if (run.handed !== null && name !== null && origins.length > 0 && left.length < MOST_LEFT) left.push({ name, origins });
}

/** A value with what is known of its name there. */
export function fromOutside(value: Value, line: number, run: Run): Value {
  const here = value.name === null ? null : knownOutside(value.name, line, run);
  return here === null ? value : either(value, changed(here, { name: here.name ?? value.name }));
}

const OWN = '<own>.';

/** How a variable of the module itself is called where others are asked what they have put into it. */
export const isOwn = (name: string): boolean => name.startsWith(OWN);
export const ownName = (name: string): string => name.slice(OWN.length);

/** A value of a variable of the module, with what other modules of the package have put into that. */
export function withLeftHere(name: string, value: Value, { line, run }: { readonly line: number; readonly run: Run }): Value {
  if (run.handed === null) return value;
  const dict = value.name?.startsWith(LOCAL) ? knownOutside(`${OWN}${value.name.slice(LOCAL.length)}`, line, run) : null;
  const left = [knownOutside(`${OWN}${name}`, line, run), dict].flatMap((each) => each ?? []);
  return left.length === 0 ? value : changed(value, { origins: mixed([value, ...left]).origins });
}
