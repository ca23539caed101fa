import { setFlagsFromString } from 'node:v8';

/**
 * Makes V8 collect garbage early instead of letting the heap grow. Costs about a sixth of the speed and saves two thirds of the memory
 * (measured on a 550 MB wheel with 2,000 modules: 290 MB over the baseline without, 110 MB with it). Lasts as long as the process.
 */
export function preferSmallHeap(): void {
  setFlagsFromString('--optimize-for-size');
}
