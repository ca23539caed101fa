import { HOLE } from './fold/value.js';
import type { Arrival, FileWrite } from './flow/recording.js';

const LOOKS_IN = /^(?:sys\.path\.(?:insert|append)|site\.addsitedir)$/;
const IMPORTABLE = /\.(?:pyw?|pyc|egg|zip|whl|pth|so|pyd)$/i;
const ENDING = /[^\\/]\.[a-z]\w{0,9}$/i;
const LEAST_TOLD = 4;

const TEXT_KEY = 'text:';

/** The paths of a write that are known, as far as they are. */
const pathsOf = ({ keys }: FileWrite): readonly string[] => keys.flatMap((key) => (key.startsWith(TEXT_KEY) ? [key.slice(TEXT_KEY.length)] : []));

/** True for a name that says of what it leads to that Python imports nothing from it. */
const isNoModule = (path: string): boolean => ENDING.test(path) && !IMPORTABLE.test(path);

/** A path whose beginning may lie anywhere. */
const anywhere = (path: string): string => (/^(?:[/\\~]|[A-Z]:)/i.test(path) ? path : `${HOLE}${path.replace(/^(?:\.[\\/])+/, '')}`).replaceAll('\\', '/').replace(/\/+$/, '');

/** True unless what is known of the two tells them apart. */
const agree = (one: string, other: string): boolean => {
  const [begin, otherBegin] = [one.split(HOLE)[0] ?? '', other.split(HOLE)[0] ?? ''];
  const [end, otherEnd] = [one.split(HOLE).at(-1) ?? '', other.split(HOLE).at(-1) ?? ''];
  return (begin.startsWith(otherBegin) || otherBegin.startsWith(begin)) && (end.endsWith(otherEnd) || otherEnd.endsWith(end));
};

const isTold = (path: string): boolean => path.replaceAll(HOLE, '').length >= LEAST_TOLD;

/** The folders of a path; one that may be any folder at all is left out. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/')).filter((folder) => folder.replaceAll(HOLE, '') !== '');
}

/** True where what modules are looked for in can be the file (Python opens an archive whatever its name), or a folder that holds it. */
function canLeadTo(place: string | null, path: string): boolean {
  if (place === null || !isTold(place)) return !isNoModule(path);
  const [inserted, written] = [anywhere(place), anywhere(path)];
  return agree(inserted, written) || (!isNoModule(path) && foldersOf(written).some((folder) => agree(inserted, folder)));
}

/** False for a file from which nothing can be imported by this. True for all other places where something that was written arrives. */
export function canImport({ sink, text }: Arrival, write: FileWrite): boolean {
  if (!LOOKS_IN.test(sink.name)) return true;
  const paths = pathsOf(write);
  return paths.length === 0 || paths.some((path) => canLeadTo(text, path));
}
