import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { InputReader } from '../../../core/input.js';
import { decodeText } from '../../../inputs/requirements/decode-text.js';
import { pathOfFileUrl } from './file-urls.js';
import { parseLocal, parseLocalEditable } from './local-requirement.js';

const MOST_BYTES = 10_000_000;

export interface RequirementReaderTools {
  readonly cwd: string;
  readonly readFile: (path: string, maxBytes: number, decode: (bytes: Uint8Array) => string) => Promise<string>;
  /** Text of an http(s) page. */
  readonly readPage: (url: string, maxBytes: number) => Promise<string>;
  readonly variable: (name: string) => string | undefined;
  readonly everyPart: boolean;
}

const isUrl = (text: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(text);
const isFileUrl = (text: string): boolean => /^file:/i.test(text);

/** How arguments and requirements files are read: paths relative to the user's folder, includes relative to their file. */
export function requirementReader(tools: RequirementReaderTools): InputReader {
  const locate: InputReader['locate'] = (location, { from }) => {
    if (isFileUrl(location)) return pathOfFileUrl(location);
    if (isUrl(location)) return location;
    if (isFileUrl(from)) return resolve(dirname(pathOfFileUrl(from)), location);
    if (isUrl(from)) return new URL(location, from).href;
    return isAbsolute(location) ? location : resolve(tools.cwd, dirname(from), location);
  };
  return {
    variable: tools.variable,
    everyPart: tools.everyPart,
    parse: (text) => parseLocal(text, tools.cwd),
    parseEditable: (text) => parseLocalEditable(text, tools.cwd),
    locate,
    locateFiles(location, { from }) {
      if (isFileUrl(location) || isUrl(location)) return location;
      // A leading ~ is pip's to expand, and only where nothing of that name lies beside the file.
      const beside = isUrl(from) ? null : join(resolve(tools.cwd, dirname(from)), location);
      return beside !== null && !isAbsolute(location) && existsSync(beside) ? beside : location;
    },
    async read(location) {
      if (isFileUrl(location)) return await tools.readFile(pathOfFileUrl(location), MOST_BYTES, decodeText);
      if (isUrl(location)) return await tools.readPage(location, MOST_BYTES);
      return await tools.readFile(resolve(tools.cwd, location), MOST_BYTES, decodeText);
    },
  };
}
