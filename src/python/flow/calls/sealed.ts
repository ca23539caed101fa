import { changed, type Origin, type Value } from '../../fold/value.js';
import { AWS_KEY_ARGUMENTS, keepsAwsKeys, makesAwsClient, SIGNS } from '../../vocabulary/keys.js';
import { SEALED_TOKEN, SEALS } from '../../vocabulary/secrets.js';
import type { EvaluatedCall } from '../call.js';
import { UNPACKED } from '../take-arguments.js';

// Everybody can turn that round.
const WRITES_OTHERWISE = /^(?:base64|binascii|codecs|json|zlib|base58)\./;

/** What a client of AWS signs with, out of the file in which all of them look for it: it goes nowhere. As any other argument, such as the address, it may. */
function signsWith({ name, args, named }: EvaluatedCall): (origin: Origin) => boolean {
  if (!makesAwsClient(name)) return () => false;
  const others = [...args, ...[...named].filter(([argument]) => argument !== UNPACKED && !AWS_KEY_ARGUMENTS.has(argument)).map(([, value]) => value)].flatMap(({ origins }) => origins);
  return (origin) => origin.kind === 'credentials' && keepsAwsKeys(origin.name) && !others.some(({ name: other }) => other === origin.name);
}

const ONE_LOGIN = /^netrc\.netrc\(\)\.authenticators$/;

/** What a netrc file keeps for one machine is for that machine: a client asks for it by the name in the address that it was given. Who goes through the file has the names from there. */
function isForItsMachine({ name, args: [machine] }: EvaluatedCall): boolean {
  return ONE_LOGIN.test(name) && machine !== undefined && machine.text === null && !machine.origins.some((origin) => origin.kind === 'credentials');
}

const SIGNS_PAYMENT = /^sign_?transaction$/i;

/** What is in a payment that is signed stands in it for everybody, the key of the wallet as well. */
const isInPayment = ({ method, args: [payment] }: EvaluatedCall, { name }: Origin): boolean => SIGNS_PAYMENT.test(method) && payment?.origins.some((origin) => origin.kind === 'parameter' && origin.name === name) === true;

// Who replaces another package's function can encrypt what that was given for himself only.
const isOfReplaced = ({ name }: Origin): boolean => name.includes(' of ');

/** A signature or an address made with a key does not tell the key, and the login for one machine is for that machine. */
export function sealed(call: EvaluatedCall, value: Value): Value {
  if (value.origins.length === 0 || WRITES_OTHERWISE.test(call.name)) return value;
  if (isForItsMachine(call)) return changed(value, { origins: value.origins.filter(({ kind }) => kind !== 'credentials') });
  // A text becomes bytes by a method of the same name as what makes a token of a payload and a key.
  const isTextAsBytes = call.method === 'encode' && call.args.length < 2;
  const [isSealed, isSigned] = [SEALED_TOKEN.test(call.name) || (!isTextAsBytes && SEALS.test(call.method || call.name)), SIGNS.test(call.name || call.method)];
  if (!isSealed && !isSigned) return value;
  const stays = signsWith(call);
  const isHidden = /encrypt/i.test(call.method);
  return changed(value, { origins: value.origins.filter((origin) => !(isSealed && origin.kind === 'parameter' && !isInPayment(call, origin) && !(isHidden && isOfReplaced(origin))) && !(isSigned && (origin.kind === 'key' || stays(origin)))) });
}
