/** The command line of a kernel (`kernel.json`), which Jupyter starts with every notebook of that language; none for what is no such file. */
export function kernelCommand(text: string): readonly string[] {
  const argv = /"argv"\s*:\s*(\[[^\]]{0,8000}\])/.exec(text)?.[1];
  if (argv === undefined) return [];
  return [[...argv.matchAll(/"((?:[^"\\]|\\.){0,4000})"/g)].map(([, word = '']) => word.replace(/\\(.)/g, '$1')).join(' ')];
}
