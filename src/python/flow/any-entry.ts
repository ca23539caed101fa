import { UNKNOWN, changed, mixed, type Value } from '../fold/value.js';
import { addressTraits } from '../vocabulary/network/addresses.js';

const IS_ADDRESS = /^(?:https?|ftp):\/\//i;

const isAddress = ({ text }: Value): boolean => text !== null && IS_ADDRESS.test(text);

/** How little an address has to excuse it. */
function doubt({ text }: Value): number {
  const traits = addressTraits(text ?? '');
  if (traits.has('drop-host') || traits.has('raw-address')) return 3;
  if (/^http:/i.test(text ?? '')) return 2;
  return traits.has('vendor-host') ? 0 : 1;
}

/** Of several addresses the one that counts most; of anything else only what it is made of. */
function oneOfPlace(values: readonly Value[]): Value {
  const all = mixed(values);
  if (!values.every(isAddress)) return all;
  const [first] = values.toSorted((one, other) => doubt(other) - doubt(one));
  return changed(all, { text: first?.text ?? null });
}

/** What a table gives for a key that is not known, where it stands there as a whole: addresses, alone or each in a row with what belongs to it. */
export function anyEntry(entries: readonly Value[], all: Value): Value {
  if (entries.every(isAddress)) return changed(all, { text: oneOfPlace(entries).text });
  const width = Math.min(...entries.map(({ items }) => items?.length ?? 0));
  if (width === 0) return all;
  const items = Array.from({ length: width }, (_, place) => oneOfPlace(entries.map((entry) => entry.items?.[place] ?? UNKNOWN)));
  return items.some(isAddress) ? changed(all, { items }) : all;
}

/** True for what `anyEntry` has told something of. */
export const isEntry = ({ text, items }: Value): boolean => text !== null || items !== null;
