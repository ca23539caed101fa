import { isObject, parseWithRemarks } from './json-with-remarks.js';

/** The command line of a kernel (`kernel.json`), which Jupyter starts with every notebook of that language; none for what is no such file. */
export function kernelCommand(text: string): readonly string[] {
  const spec = parseWithRemarks(text);
  const argv = isObject(spec) ? spec['argv'] : undefined;
  return Array.isArray(argv) ? [argv.filter((word) => typeof word === 'string').join(' ')] : [];
}
