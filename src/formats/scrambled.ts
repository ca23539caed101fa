// Suffixes of texts that people and tools read as they are.
const TEXT_SUFFIX = /\.(?:typed|md|txt|rst|cfg|ini|toml|json|ya?ml|csv|tsv|xml|html?|css|js|ts|pyi|pyx|pxd|c|h|cpp|hpp|sql|log|conf|sh|bat|svg|po|tex|properties|lock)$/i;
const LOOKED_AT = 4_096;
// In bits a byte: random bytes give 7.95 over this length, the densest text in a Chinese or Japanese encoding not 7.3.
const LEAST_ENTROPY = 7.7;

function entropy(bytes: Buffer): number {
  const counts = new Float64Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  return counts.reduce((sum, count) => (count === 0 ? sum : sum - (count / bytes.length) * Math.log2(count / bytes.length)), 0);
}

// PNG, JPEG, GIF and RIFF (WebP), and gzip, in which browsers take a drawing as well.
const PICTURE = /^(?:\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8|RIFF|\x1f\x8b\x08)/;

/** True for a picture that is called a drawing, which is a mistake that shows nowhere: whatever opens a picture looks at its first bytes. */
const isOtherPicture = (path: string, head: Buffer): boolean => /\.svg$/i.test(path) && PICTURE.test(head.toString('latin1', 0, 16));

/** True for what has the name of a text and the bytes of something encrypted or packed. `head` holds its first 4,096 bytes. */
export function isScrambled(path: string, head: Buffer): boolean {
  return head.length >= LOOKED_AT && TEXT_SUFFIX.test(path) && !isOtherPicture(path, head) && entropy(head.subarray(0, LOOKED_AT)) > LEAST_ENTROPY;
}
