import { textValue, type Value } from '../../fold/value.js';
import type { EvaluatedCall } from '../call.js';

const STARTUP = '~/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Startup';
const TELLS_STARTUP = 'winshell.startup';
const TELLS_FOLDER = /(?:^|\.)(?:SHGet(?:Special|Known)?Folder(?:Path|Location)[AW]?|SpecialFolders)$/;
const IS_STARTUP = /(?:^|\.)(?:CSIDL_(?:COMMON_|ALT)?STARTUP|FOLDERID_(?:Common)?Startup)$|^(?:AllUsers)?Startup$/;

/** True for a function of Windows that tells where one of its folders lies. */
export const tellsFolder = (name: string): boolean => name === TELLS_STARTUP || TELLS_FOLDER.test(name);

/** The folder whose programs start with Windows, where a call asks for that; null for any other. */
export function startupFolder({ name, args }: EvaluatedCall): Value | null {
  const isAsked = name === TELLS_STARTUP || (TELLS_FOLDER.test(name) && args.some((asked) => IS_STARTUP.test(asked.text ?? asked.name ?? '')));
  return isAsked ? textValue(STARTUP) : null;
}
