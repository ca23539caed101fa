const PYTHON = String.raw`^\W{0,40}(?:\S{0,300}[\\/])?(?:pythonw?[\d.]*|py)(?:\.exe)?["']?\s+`;
const CODE = new RegExp(String.raw`${PYTHON}(?:-[WX]\s\S+\s|-\w+\s)*-\w*c\s+["']?(.+?)["']?$`, 'is');
// What stands behind `-c` and `-m` is no file.
const SCRIPT = new RegExp(String.raw`${PYTHON}(?:-[A-BD-LN-Za-bd-ln-z]\S*\s+)*["']?([^\s"'-][^\s"']*)`, 'i');

/** The code that a command line hands to Python (`python -c`), or null. */
export function codeForPython(command: string): string | null {
  return CODE.exec(command)?.[1] ?? null;
}

/** The file that a command line hands to Python, whatever the file is called, or null. */
export function scriptForPython(command: string): string | null {
  return SCRIPT.exec(command)?.[1] ?? null;
}
