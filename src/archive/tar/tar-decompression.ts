import { bunzipped } from '../packed/bzip2/bunzip2.js';
import { packedChunks, type FileBytes } from '../file-bytes.js';
import { gunzipped } from '../packed/gunzip.js';
import { unlzma } from '../packed/lzma/lzma-alone.js';
import { unxz } from '../packed/lzma/xz.js';
import { ArchiveRefusal } from '../refusal.js';
import { zstdChunks } from '../packed/zstd.js';

export type Compression = 'none' | 'gzip' | 'bzip2' | 'xz' | 'lzma' | 'zstd';
type Chunks = AsyncIterable<Buffer> | Iterable<Buffer>;

const DECODERS: Readonly<Record<Compression, (file: FileBytes) => Chunks | null>> = {
  none: (file) => packedChunks(file, 0),
  gzip: gunzipped,
  bzip2: bunzipped,
  xz: unxz,
  lzma: unlzma,
  zstd: zstdChunks,
};

/** The tar inside a file, chunk by chunk. Refuses what depsec has no decoder for, bombs, and bytes behind the compressed data. */
export async function* tarBytes(file: FileBytes, compression: Compression): AsyncGenerator<Buffer> {
  const chunks = DECODERS[compression](file);
  if (chunks === null) throw new ArchiveRefusal('unsupported-compression', `${compression} archives cannot be read by this version of Node`);
  yield* chunks;
}
