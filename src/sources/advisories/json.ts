/** An object of JSON whose fields are not checked yet. */
export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field of what may be an object; undefined where there is none. Never something inherited. */
export const field = (value: unknown, name: string): unknown => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined);

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A text of some length, or null. */
export const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

export const texts = (value: unknown): readonly string[] => list(value).flatMap((one) => text(one) ?? []);

/** The value of a JSON text; undefined for what is none. */
export function parseJson(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return value;
  } catch (cause) {
    // Beyond a depth that no record has, the parser runs out of its stack.
    if (cause instanceof SyntaxError || cause instanceof RangeError) return undefined;
    throw cause;
  }
}
