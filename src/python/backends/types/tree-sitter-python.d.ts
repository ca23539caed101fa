// See tree-sitter.d.ts.
declare const language: unknown;
export default language;
