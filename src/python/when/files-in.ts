const FILE_KEY = 'text:';

/** The paths among the keys of a value: whose content it is. */
export const filesIn = (keys: readonly string[]): readonly string[] => keys.filter((key) => key.startsWith(FILE_KEY)).map((key) => key.slice(FILE_KEY.length));
