import { SHIM_WORD } from './shim-word.js';

/** What a shim starts, by absolute paths: it looks nothing up when it runs. */
export interface ShimTarget {
  readonly node: string;
  /** bin/depsec.js. */
  readonly entry: string;
  /** The interpreter of the environment. */
  readonly python: string;
  /** The folder that holds the environment's own pip meanwhile. */
  readonly kept: string;
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

function posixShim({ node, entry, python, kept }: ShimTarget): string {
  return `#!/bin/sh
# pip by way of depsec. Made by "depsec shim install", taken out by "depsec shim remove".
node=${quoted(node)}
entry=${quoted(entry)}
python=${quoted(python)}
if [ -x "$node" ] && [ -f "$entry" ]; then
  exec "$node" "$entry" ${SHIM_WORD} "$python" "$@"
fi
echo "pip: depsec, which this pip calls, is gone from $entry (or node from $node)" >&2
echo "  install depsec again, use \\"$python -m pip\\", or put back what lies in "${quoted(kept)} >&2
exit 3
`;
}

// A percent sign in a batch file begins a variable.
const inBatch = (text: string): string => `"${text.replaceAll('%', '%%')}"`;

function windowsShim({ node, entry, python, kept }: ShimTarget): string {
  const lines = [
    '@echo off',
    'rem pip by way of depsec. Made by "depsec shim install", taken out by "depsec shim remove".',
    `if not exist ${inBatch(node)} goto gone`,
    `if not exist ${inBatch(entry)} goto gone`,
    `${inBatch(node)} ${inBatch(entry)} ${SHIM_WORD} ${inBatch(python)} %*`,
    'exit /b %ERRORLEVEL%',
    ':gone',
    `echo pip: depsec, which this pip calls, is gone from ${inBatch(entry)} >&2`,
    `echo   install depsec again, use ${inBatch(python)} -m pip, or put back what lies in ${inBatch(kept)} >&2`,
    'exit /b 3',
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

/** The text of the command that stands in pip's place. */
export const shimText = (target: ShimTarget, platform: NodeJS.Platform): string => (platform === 'win32' ? windowsShim(target) : posixShim(target));
