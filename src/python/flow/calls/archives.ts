import { UNKNOWN, changed, mixed, type Value } from '../../fold/value.js';
import type { EvaluatedCall } from '../call.js';
import { contentOf, noteContent, placeKeys } from './file-content.js';
import type { Run } from '../run.js';

const OPENS = /^(?:zipfile\.(?:Py)?ZipFile|py7zr\.SevenZipFile|pyzipper\.(?:AES)?ZipFile|tarfile\.(?:open|TarFile(?:\.(?:gz|bz2|xz|tar)?open)?))$/;
const FILLS = /^(?:zipfile\.(?:Py)?ZipFile\(\)\.write(?:py)?|py7zr\.SevenZipFile\(\)\.write(?:all)?|pyzipper\.(?:AES)?ZipFile\(\)\.write|tarfile\.(?:open|TarFile(?:\.(?:gz|bz2|xz|tar)?open)?)\(\)\.add)$/;
const PACKS_FOLDER = 'shutil.make_archive';
const WRITES = /^[wax]/;

/** True for the names of calls that make archives. */
export const isArchiveCall = (name: string): boolean => name === PACKS_FOLDER || OPENS.test(name) || FILLS.test(name);

/** An archive in a file, or in memory, is known by that. */
function openedArchive({ name, args, named }: EvaluatedCall): Value {
  const places = [args[0], named.get('file'), named.get('name'), named.get('fileobj')];
  return changed(mixed([...args, ...named.values()]), { name: `${name}()`, keys: places.flatMap(placeKeys) });
}

/** `shutil.make_archive(base, format, folder)` gives the name of the archive: the base with what belongs to the format behind it. */
function packedFolder(call: EvaluatedCall, run: Run): Value {
  const { args, named, line } = call;
  const [base, format, folder] = [args[0] ?? named.get('base_name') ?? UNKNOWN, args[1] ?? named.get('format'), args[2] ?? named.get('root_dir') ?? named.get('base_dir')];
  const text = base.text === null ? null : `${base.text}.${format?.text ?? 'zip'}`;
  const archive = changed(UNKNOWN, { text, keys: base.keys });
  notePacked(archive, [contentOf(call, folder), folder], { line, run });
  return archive;
}

/** What is packed may be a copy of something. */
function notePacked(archive: Value, [content, place]: readonly [Value, Value | undefined], where: { readonly line: number; readonly run: Run }): void {
  const [keys, of] = [placeKeys(archive), placeKeys(place)];
  noteContent(keys, [content], where);
  if (keys.length > 0 && of.length > 0) where.run.recording.writes.push({ keys, line: where.line, origins: [], text: null, of });
}

/** What is packed into an archive lies where the archive is written to. Null for calls that make none. */
export function archiveCall(call: EvaluatedCall, run: Run): Value | null {
  const { name, object, args, named, line } = call;
  if (name === PACKS_FOLDER) return packedFolder(call, run);
  if (OPENS.test(name)) return WRITES.test((args[1] ?? named.get('mode'))?.text ?? '') ? openedArchive(call) : null;
  const packed = args[0] ?? named.get('filename') ?? named.get('name');
  if (object && FILLS.test(name)) notePacked(object, [contentOf(call, packed), packed], { line, run });
  return null;
}
