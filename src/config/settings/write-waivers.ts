import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Waiver } from '../../core/waiver.js';
import { onDisk } from '../../platform/files/disk-error.js';
import { readConfigFile, type Trust } from './config-file.js';
import { parseToml } from './toml.js';
import { waiverFields, waiverList } from './waiver-shape.js';

/** The file that waivers are added to. */
export interface WaiverFile {
  readonly path: string;
  readonly trust: Trust;
  /** Who runs depsec; null on Windows. */
  readonly uid: number | null;
}

const sectionFor = (path: string): string => (basename(path) === 'pyproject.toml' ? 'tool.depsec.waiver' : 'waiver');

function valueText(waiver: Waiver, field: string, quote: (text: string) => string): string {
  const value: unknown = Object.entries(waiver).find(([key]) => key === field)?.[1];
  if (field === 'until') return String(value);
  return value instanceof Set ? `[${[...value].map((digest) => quote(String(digest))).join(', ')}]` : quote(String(value));
}

/** Waivers as `[[waiver]]` tables of TOML; for a pyproject.toml under `tool.depsec`. */
export async function waiverText(waivers: readonly Waiver[], path: string): Promise<string> {
  const { stringify } = await import('smol-toml');
  // The library quotes a whole table; of `value = "text"` the part behind the sign is the text.
  const quote = (text: string): string => stringify({ value: text }).trim().replace(/^value = /, '');
  const blocks = waivers.map((waiver) => `[[${sectionFor(path)}]]\n${waiverFields[waiver.kind].map((field) => `${field} = ${valueText(waiver, field, quote)}\n`).join('')}`);
  return blocks.join('\n');
}

/** The text of those that do not stand there already, word for word. */
async function newText(waivers: readonly Waiver[], before: string, path: string): Promise<string> {
  const each = await Promise.all(waivers.map((waiver) => waiverText([waiver], path)));
  return each.filter((text) => !before.includes(text)).join('\n');
}

/**
 * Adds waivers at the end of a file, which is made (0600) where it is missing. One write: what somebody else adds at the same time stays. Throws
 * `bad-config` for a file that is no TOML, or whose text would not be read back; `unsafe-home` for one that others could have written.
 */
export async function addWaivers(waivers: readonly Waiver[], file: WaiverFile): Promise<void> {
  const { path } = file;
  const found = await readConfigFile(file);
  const before = typeof found === 'string' ? '' : found.text;
  const text = await newText(waivers, before, path);
  if (text === '') return;
  await parseToml(before, path);
  const added = `${before === '' || before.endsWith('\n') ? '' : '\n'}${before === '' ? '' : '\n'}${text}`;
  await parseToml(before + added, path);
  waiverList.read((await parseToml(await waiverText(waivers, 'waivers.toml'), path))['waiver'], { where: path, folder: '', home: null });
  await onDisk('write', path, async () => {
    const handle = await open(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0) | (file.trust === 'own' ? (constants.O_NOFOLLOW ?? 0) : 0), 0o600);
    try {
      await handle.writeFile(added);
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
}
