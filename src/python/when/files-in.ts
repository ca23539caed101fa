const FILE_KEY = 'text:';
const PART_KEY = 'part:';

const named = (keys: readonly string[], by: string): readonly string[] => keys.filter((key) => key.startsWith(by)).map((key) => key.slice(by.length));

/** The paths among the keys of a value: whose content it is. */
export const filesIn = (keys: readonly string[]): readonly string[] => named(keys, FILE_KEY);

/** The paths of files of which the value is some line and no more. */
export const linesOfFilesIn = (keys: readonly string[]): readonly string[] => named(keys, PART_KEY);

/** The keys of a line out of what has those keys. */
export const keysOfLine = (keys: readonly string[]): readonly string[] => keys.map((key) => (key.startsWith(FILE_KEY) ? `${PART_KEY}${key.slice(FILE_KEY.length)}` : key));
