/** A JSON object, for texts whose fields are looked at one by one. */
export type JsonRecord = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object, or an empty one for anything else. */
export const recordOr = (value: unknown): JsonRecord => (isRecord(value) ? value : {});

/** The object of a JSON text, or null for what is none. */
export function parseJsonObject(text: string): JsonRecord | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

/** The text of a field, or null. */
export function textField(record: JsonRecord, name: string): string | null {
  const value = Object.hasOwn(record, name) ? record[name] : null;
  return typeof value === 'string' ? value : null;
}
