import { FROM_INPUT } from '../../../core/facts/source-facts.js';
import { decodedText } from '../../fold/decode.js';
import { UNKNOWN, changed, from, mixed, namedValue, type Value } from '../../fold/value.js';
import { DECODERS, HIDING_CODECS, MIRROR_CODEC } from '../../vocabulary/code.js';
import { KEY_CALLS } from '../../vocabulary/keys.js';
import { hasMails, observes, OUTLOOK, readsClipboard, startsOffice } from '../../vocabulary/observation.js';
import { CREDENTIAL_CALLS } from '../../vocabulary/credential-calls.js';
import { HOST_IDENTITY } from '../../vocabulary/secrets.js';
import { FINDS_LIKE, FOUND_TOKENS, findsTokens } from '../../vocabulary/token-patterns.js';
import { variable } from '../attributes.js';
import { foundInEnvironment } from './channels.js';
import { allValues, type EvaluatedCall } from '../call.js';
import { builtNode, buildsNode } from './built-nodes.js';
import { noteContent, placeKeys } from './file-content.js';
import { natureOf } from './natures.js';
import { givesOwn, ownSource } from './own-sources.js';
import { readsRequest } from '../../vocabulary/web-requests.js';
import type { Run } from '../run.js';
import { GIVEN } from '../kept.js';
import { noteText } from '../texts.js';

// Methods that make text out of what no reader can read, whatever their object is called.
const WORDLESS: ReadonlySet<string> = new Set(['decrypt', 'to_bytes', 'translate']);

/** Methods that may decode, by their object or by what they are given. */
export const DECODING_METHODS: ReadonlySet<string> = new Set([...WORDLESS, 'decode', 'encode']);

// A text needs a table to be translated with; a method of another object that is called so may need nothing.
const isTranslated = ({ method, args, named }: EvaluatedCall): boolean => method !== 'translate' || args.length > 0 || named.size > 0;

// Qt's words for the same in another language.
const TRANSLATES_WORDS = /\bQ(?:Core|Gui)?Application(?:\.instance)?(?:\(\))?\.translate$/;

// A pattern of file names, written as a regular expression.
const TRANSLATES_PATTERN = 'fnmatch.translate';

const isTranslation = ({ name }: EvaluatedCall): boolean => name === TRANSLATES_PATTERN || TRANSLATES_WORDS.test(name);

const isDecoder = (call: EvaluatedCall): boolean =>
  DECODERS.has(call.name) || (call.object !== null && WORDLESS.has(call.method) && isTranslated(call) && !isTranslation(call)) || (call.method === 'decode' && HIDING_CODECS.test(call.args[0]?.text ?? '')) || (call.method === 'encode' && MIRROR_CODEC.test(call.args[0]?.text ?? ''));

const STANDARD_INPUT = /^sys\.stdin(?:\.buffer)?\.(?:read|readline)\(\)/;
// The second half of a remote Python, which the first half gives its own input under that name: nothing in the file binds it.
const LENT_INPUT = /^stdin\.(?:read|readline)\(\)/;

// What the file itself has put there says nothing that the package does not bring.
const isInput = (name: string, { attributes, starImports }: Run): boolean =>
  (STANDARD_INPUT.test(name) && !attributes.has(`${GIVEN}.sys.stdin`)) || (LENT_INPUT.test(name) && starImports.size === 0 && !attributes.has('builtins.stdin'));

/** The codec stands in the name of the call, or is what `decode` and `codecs.decode` are given. */
function decodedValue(call: EvaluatedCall, run: Run): Value {
  const isMethod = !DECODERS.has(call.name);
  const coded = isMethod ? call.object : call.args[0];
  const codec = isMethod || call.name === 'codecs.decode' ? (call.args[isMethod ? 0 : 1]?.text ?? '') : call.name;
  const text = coded?.text === null || coded?.text === undefined ? null : decodedText(codec, coded.text);
  const origin = { name: `${call.name === '' ? `.${call.method}` : call.name}${isInput(coded?.name ?? '', run) ? FROM_INPUT : ''}`, line: call.line };
  const value = from(mixed([call.callee, ...allValues(call)]), { kind: 'decoder', ...origin });
  return text === null ? value : noteText(changed(from(value, { kind: 'hidden', ...origin }), { text }), call.line, run);
}

function observed(call: EvaluatedCall, ingredients: Value, run: Run): Value {
  if (readsClipboard(call.name)) run.recording.calls.push({ kind: 'clipboard-read', name: call.name, line: call.line, owner: call.scope.owner, text: null });
  const seen = from(changed(namedValue(`${call.name}()`), { origins: ingredients.origins }), { kind: 'observation', name: call.name, line: call.line });
  noteContent(placeKeys(call.args[0] ?? call.named.get('output')), [seen], { line: call.line, run });
  return seen;
}

/** Calls that a flow begins with: decoded data, secrets, who the user is. Null for any other call. */
export function sourceCall(call: EvaluatedCall, run: Run): Value | null {
  if (isDecoder(call)) return decodedValue(call, run);
  if (!natureOf(call.name, run).isSource) return null;
  const ingredients = mixed([call.callee, ...allValues(call)]);
  const origin = { name: call.name === '' ? `.${call.method}` : call.name, line: call.line };
  if (startsOffice(call.name)) return hasMails(call.args[0]?.text ?? '') ? namedValue(OUTLOOK) : null;
  if (buildsNode(call.name)) return builtNode(call);
  if (observes(call.name)) return observed(call, ingredients, run);
  if (FINDS_LIKE.test(call.name)) return findsTokens(call.args[0]?.text ?? '') ? from(changed(namedValue(`${call.name}()`), { origins: ingredients.origins }), { kind: 'credentials', name: FOUND_TOKENS, line: call.line }) : null;
  if (CREDENTIAL_CALLS.test(call.name)) return from(changed(namedValue(`${call.name}()`), { origins: ingredients.origins }), { kind: 'credentials', ...origin });
  if (KEY_CALLS.test(call.name)) return from(namedValue(`${call.name}()`), { kind: 'key', ...origin });
  if (readsRequest(call.name)) return from(ingredients, { kind: 'network', ...origin });
  if (givesOwn(call.name)) return ownSource(call);
  if (HOST_IDENTITY.has(call.name)) return from(changed(namedValue(`${call.name}()`), { origins: ingredients.origins }), { kind: 'host', ...origin });
  // An empty default only says that the variable may be missing.
  return foundInEnvironment(call.args[0], variable(call.args[0], changed(UNKNOWN, { text: call.args[1]?.text || null }), call.line), { line: call.line, run });
}
