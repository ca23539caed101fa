const LOOKS: Readonly<Record<string, string>> = { rn: 'm', vv: 'w', '0': 'o', '1': 'i', l: 'i' };

/** What a reader takes for one another: 0/o, 1/l/i, rn/m, vv/w. Two names of one shape look alike in most fonts. */
export function letterShape(name: string): string {
  return name.replace(/rn|vv|[01l]/g, (part) => LOOKS[part] ?? part);
}

/** A normalised name without its separators. */
export function withoutSeparators(name: string): string {
  return name.replaceAll('-', '');
}

/** The words of a normalised name in alphabetical order, or null when it has only one. */
export function sortedWords(name: string): string | null {
  return name.includes('-') ? name.split('-').toSorted((a, b) => (a < b ? -1 : 1)).join('-') : null;
}
