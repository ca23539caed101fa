import type { Metadata } from './package-facts.js';

// Old setuptools writes UNKNOWN for a field that its author left out.
const isSaid = (text: string): boolean => text !== '' && text !== 'UNKNOWN';

/** What the metadata says in any of the given fields (lower-case names), trimmed, empty and UNKNOWN values left out. */
export function declaredValues(metadata: Metadata, fields: readonly string[]): readonly string[] {
  return fields.flatMap((field) => metadata.fields.get(field) ?? []).map((value) => value.trim()).filter(isSaid);
}

/** The long description: the body, or the header field of metadata before 2.1; '' when there is none. */
export function declaredDescription(metadata: Metadata): string {
  const body = metadata.description.trim();
  return isSaid(body) ? body : (declaredValues(metadata, ['description'])[0] ?? '');
}
