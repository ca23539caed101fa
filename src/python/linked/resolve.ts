/** Where a dotted name leads that a file uses: a module of the package, and what of it. */
export type Resolve = (name: string, from: string) => { readonly path: string; readonly rest: string } | null;
