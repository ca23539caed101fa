import type { CompiledModule } from '../../core/facts/compiled-facts.js';
import type { MemberFacts } from '../../core/facts/member-facts.js';
import { readByteCode, validationOf, type ByteCode, type Validation } from '../../formats/byte-code/read-byte-code.js';
import { actsOf } from './compiled-acts.js';
import { foundIn } from './found-in-text.js';

/** A compiled module before it is known whether its source is in the package. */
export interface SeenByteCode {
  readonly path: string;
  readonly validation: Validation | null;
  readonly read: Pick<CompiledModule, 'codes' | 'commands' | 'addresses' | 'texts' | 'problem' | 'isEmpty' | 'isByteCode'>;
}

const NOTHING = { codes: [], commands: [], addresses: [], texts: [] };
const inFirstLine = (text: string): { readonly text: string; readonly line: number } => ({ text, line: 1 });

function whatIsIn({ codes, problem }: ByteCode): SeenByteCode['read'] {
  const imported = new Set(codes.flatMap(({ names }) => names));
  const acting = codes.map(({ name, names }) => ({ name, acts: actsOf(names, imported) })).filter(({ acts }) => acts.length > 0);
  const isEmpty = problem === null && codes.every(({ names }) => names.length === 0);
  return { codes: acting, ...foundIn([...new Set(codes.flatMap(({ texts }) => texts))].map(inFirstLine)), problem, ...(isEmpty ? { isEmpty } : {}), isByteCode: true };
}

/** Reads a `.pyc`; `content` is null for one that is too large. One that is made from its source, as far as `sizeOf` tells, is not read: all rules leave it to the source. */
export function seeByteCode(path: string, content: Buffer | null, sizeOf: (member: string) => number | null = () => null): SeenByteCode {
  const validation = content === null ? null : validationOf(content);
  const source = sourcePath(path);
  const sourceBytes = validation === null || source === null ? null : sizeOf(source);
  if (sourceBytes !== null && sourceFor(validation, sourceBytes) === 'matching') return { path, validation, read: { ...NOTHING, problem: null, isByteCode: true } };
  const byteCode = content === null ? null : readByteCode(content);
  if (byteCode === null) return { path, validation: null, read: { ...NOTHING, problem: content === null ? 'it is too large' : 'it is no byte code', isByteCode: content === null } };
  return { path, validation: byteCode.validation, read: whatIsIn(byteCode) };
}

const CACHED = /^(.*\/|)__pycache__\/([^/.]+)(?:\.[^/]*)?\.py[co]$/;

const IS_MODULE = /\.py[co]$/i;

/** Where the source of a compiled module would be; null for one under another name. */
function sourcePath(path: string): string | null {
  const [, folder, stem] = CACHED.exec(path) ?? [];
  if (stem !== undefined) return `${folder ?? ''}${stem}.py`;
  return IS_MODULE.test(path) ? path.slice(0, -1) : null;
}

const sourceOf = ({ path, validation }: SeenByteCode, sizes: ReadonlyMap<string, number>): CompiledModule['source'] => sourceFor(validation, sizes.get(sourcePath(path) ?? ''));

function sourceFor(validation: Validation | null, bytes: number | undefined): CompiledModule['source'] {
  if (bytes === undefined) return 'missing';
  if (validation?.by === 'nothing') return 'unchecked';
  return validation?.by === 'date' && validation.sourceBytes >= 0 && validation.sourceBytes !== bytes ? 'other' : 'matching';
}

const placeOf = (path: string): CompiledModule['place'] => (CACHED.test(path) ? 'cache' : IS_MODULE.test(path) ? 'module' : 'elsewhere');

/** The compiled modules of a package, each set against its source. */
export function compiledModules(seen: readonly SeenByteCode[], members: readonly MemberFacts[]): readonly CompiledModule[] {
  if (seen.length === 0) return [];
  const sizes = new Map(members.map(({ path, bytes }) => [path, bytes]));
  return seen.map((each) => ({ path: each.path, place: placeOf(each.path), source: sourceOf(each, sizes), ...each.read }));
}
