/** True for a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text under `key`, or undefined when there is none. */
export function stringAt(json: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = json[key];
  return typeof value === 'string' ? value : undefined;
}

/** The strings under `key`; none when it is no list. */
export function stringsAt(json: Readonly<Record<string, unknown>>, key: string): readonly string[] {
  const value = json[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The object under `key`, or undefined when there is none. */
export function recordAt(json: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> | undefined {
  const value = json[key];
  return isRecord(value) ? value : undefined;
}

/** The objects in the list under `key`; none when it is no list. */
export function recordsAt(json: Readonly<Record<string, unknown>>, key: string): readonly Readonly<Record<string, unknown>>[] {
  const value = json[key];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** Parses text that must be one JSON object and nothing else. */
export function parseObject(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  if (!isRecord(value)) throw new Error(`not a JSON object: ${text.slice(0, 200)}`);
  return value;
}
