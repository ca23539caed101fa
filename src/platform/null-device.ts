/** The file that is always empty, by the very name that Python and pip compare with (`os.devnull`); Node's own for Windows is another. */
export const nullDevice = (platform: NodeJS.Platform = process.platform): string => (platform === 'win32' ? 'nul' : '/dev/null');
