/** How one version of Python writes a code object: so many numbers, then these fields. */
export interface CodeLayout {
  readonly numbers: number;
  readonly fields: readonly string[];
}

const BEFORE_3_11 = ['code', 'consts', 'names', 'varnames', 'freevars', 'cellvars', 'filename', 'name', 'firstline', 'lnotab'] as const;
const SINCE_3_11 = ['code', 'consts', 'names', 'localsplusnames', 'localspluskinds', 'filename', 'name', 'qualname', 'firstline', 'linetable', 'exceptiontable'] as const;

// First magic numbers of a layout (CPython, Include/internal/pycore_magic_number.h). Python 2 counts from 50,000, and there is no Python beyond 4,000 yet.
const LAYOUTS: readonly { readonly from: number; readonly below: number; readonly layout: CodeLayout | null }[] = [
  { from: 3000, below: 3400, layout: { numbers: 5, fields: BEFORE_3_11 } },
  { from: 3400, below: 3450, layout: { numbers: 6, fields: BEFORE_3_11 } },
  // The alphas of 3.11 changed it from week to week.
  { from: 3450, below: 3495, layout: null },
  { from: 3495, below: 4000, layout: { numbers: 5, fields: SINCE_3_11 } },
  { from: 62_000, below: 62_300, layout: { numbers: 4, fields: BEFORE_3_11 } },
];

/** The layout that goes with a magic number, or null for a Python that is not known (PyPy's among them). */
export function codeLayout(magic: number): CodeLayout | null {
  return LAYOUTS.find(({ from, below }) => magic >= from && magic < below)?.layout ?? null;
}

/** Bytes before the marshalled module: magic, then flags, date and size as far as that version has them. */
export function headerBytes(magic: number): number {
  if (magic >= 50_000) return 8;
  if (magic < 3200) return 8;
  return magic < 3390 ? 12 : 16;
}
