import { isObject } from './json-with-remarks.js';

const HOOKS = ['preinstall', 'install', 'postinstall', 'prepare'];

/** Commands that npm runs for a package.json while it installs. */
export function npmHooks(text: string): readonly string[] {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
  const scripts = isObject(manifest) ? manifest['scripts'] : undefined;
  if (!isObject(scripts)) return [];
  return HOOKS.map((hook) => scripts[hook]).filter((command) => typeof command === 'string');
}
