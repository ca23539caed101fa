/** Paths of what a build compiles to machine code; what Cython compiles is Python first. */
export const NATIVE_SOURCE = /\.(?:c|cc|cpp|cxx|c\+\+|h|hh|hpp|mm?|rs|go)$/i;

/** True for such a path. */
export const isNativeSource = (path: string): boolean => NATIVE_SOURCE.test(path);
