import { changed, type Value } from '../../fold/value.js';
import { SIGNS } from '../../vocabulary/keys.js';
import { SEALED_TOKEN, SEALS } from '../../vocabulary/secrets.js';
import type { EvaluatedCall } from '../call.js';

// Everybody can turn that round.
const WRITES_OTHERWISE = /^(?:base64|binascii|codecs|json|zlib|base58)\./;

/** A signature or an address made with a key does not tell the key. */
export function sealed(call: EvaluatedCall, value: Value): Value {
  if (value.origins.length === 0 || WRITES_OTHERWISE.test(call.name)) return value;
  // A text becomes bytes by a method of the same name as what makes a token of a payload and a key.
  const isTextAsBytes = call.method === 'encode' && call.args.length < 2;
  const [isSealed, isSigned] = [SEALED_TOKEN.test(call.name) || (!isTextAsBytes && SEALS.test(call.method || call.name)), SIGNS.test(call.name || call.method)];
  if (!isSealed && !isSigned) return value;
  return changed(value, { origins: value.origins.filter(({ kind }) => !(isSealed && kind === 'parameter') && !(isSigned && kind === 'key')) });
}
