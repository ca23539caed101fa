const LAST_PART = /[^/]*$/;

/** The program that a script names in its first line (`#!/usr/bin/env node`), without its folder; '' where there is none. */
export function interpreterOf(text: string): string {
  const [first = '', ...rest] = /^#!\s*([^\n\r]{1,300})/.exec(text)?.[1]?.trim().split(/\s+/) ?? [];
  const name = LAST_PART.exec(first)?.[0] ?? '';
  const program = name === 'env' ? rest.find((word) => !word.startsWith('-') && !word.includes('=')) : name;
  return LAST_PART.exec(program ?? '')?.[0] ?? '';
}
