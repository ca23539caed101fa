/** True for what a build compiles to machine code; what Cython compiles is Python first. */
export function isNativeSource(path: string): boolean {
  return /\.(?:c|cc|cpp|cxx|c\+\+|h|hh|hpp|mm?|rs|go)$/i.test(path);
}
