import { readdirSync } from 'node:fs';

/** The pages for people who use or change depsec, from the project's folder on. */
export const PAGES = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...readdirSync('docs').filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
];
