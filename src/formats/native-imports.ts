// Functions of Windows that a module for Python hardly ever needs. The names of imported functions stand as text in a program.
const REMARKABLE = ['URLDownloadToFile', 'WriteProcessMemory', 'CreateRemoteThread', 'SetWindowsHookEx', 'GetAsyncKeyState', 'CryptUnprotectData'].map((name) => [name, Buffer.from(`\0${name}`)] as const);

/** Those of them that a program for Windows imports. Their names may end in A or W. */
export function remarkableImports(bytes: Buffer): readonly string[] {
  if (bytes.toString('latin1', 0, 2) !== 'MZ') return [];
  return REMARKABLE.flatMap(([name, wanted]) => (bytes.includes(wanted) ? [name] : []));
}
