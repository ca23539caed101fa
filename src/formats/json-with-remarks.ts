/** A table of JSON. */
export type JsonTable = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonTable => typeof value === 'object' && value !== null && !Array.isArray(value);

// Editors allow remarks and a comma behind the last entry. A text may hold what looks like a remark, an address for one.
const TEXT_OR_REMARK = /("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const LAST_COMMA = /("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g;
const keepTexts = (_: string, text: string | undefined): string => text ?? '';

/** What editors and agents read: JSON with remarks and a comma behind the last entry. Null for what is none. */
export function parseWithRemarks(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '').replaceAll(TEXT_OR_REMARK, keepTexts).replaceAll(LAST_COMMA, keepTexts));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
