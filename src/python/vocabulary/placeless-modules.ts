// Nearly every path of a program is made with one of them, and every program that is started.
const PLACELESS: ReadonlySet<string> = new Set(['os', 'os.path', 'sys', 'subprocess', 'shutil', 'platform', 'sysconfig']);

/** True for a module of Python's own of which two files can be made without being the same. */
export const isPlaceless = (module: string): boolean => PLACELESS.has(module);
