import { expect, test } from 'vitest';
import { pipConfigFiles } from '../../../src/config/pip-config/places.js';
import { environmentOf } from '../temporary-home.js';

interface Row {
  readonly what: string;
  readonly platform?: NodeJS.Platform;
  readonly variables: Readonly<Record<string, string>>;
  readonly sitePrefix?: string;
  readonly present?: readonly string[];
  readonly files: readonly string[];
}

const rows: readonly Row[] = [
  { what: 'Linux', variables: { HOME: '/h' }, sitePrefix: '/venv', files: ['/etc/xdg/pip/pip.conf', '/etc/pip.conf', '/h/.pip/pip.conf', '/h/.config/pip/pip.conf', '/venv/pip.conf'] },
  { what: 'XDG folders', variables: { HOME: '/h', XDG_CONFIG_HOME: '/x', XDG_CONFIG_DIRS: '/a:/b' }, files: ['/a/pip/pip.conf', '/b/pip/pip.conf', '/etc/pip.conf', '/h/.pip/pip.conf', '/x/pip/pip.conf'] },
  { what: 'no home', variables: {}, files: ['/etc/xdg/pip/pip.conf', '/etc/pip.conf'] },
  { what: 'macOS', platform: 'darwin', variables: { HOME: '/h' }, files: ['/Library/Application Support/pip/pip.conf', '/h/.pip/pip.conf', '/h/.config/pip/pip.conf'] },
  {
    what: 'macOS with its own folder', platform: 'darwin', variables: { HOME: '/h' }, present: ['/h/Library/Application Support/pip'],
    files: ['/Library/Application Support/pip/pip.conf', '/h/.pip/pip.conf', '/h/Library/Application Support/pip/pip.conf'],
  },
  {
    what: 'Windows', platform: 'win32', variables: { USERPROFILE: 'C:\\h', APPDATA: 'C:\\h\\AppData\\Roaming', PROGRAMDATA: 'D:\\data' }, sitePrefix: 'C:\\venv',
    files: ['D:\\data\\pip\\pip.ini', 'C:\\h\\pip\\pip.ini', 'C:\\h\\AppData\\Roaming\\pip\\pip.ini', 'C:\\venv\\pip.ini'],
  },
  { what: 'PIP_CONFIG_FILE that exists, in place of the user', variables: { HOME: '/h', PIP_CONFIG_FILE: '/own.conf' }, present: ['/own.conf'], files: ['/etc/xdg/pip/pip.conf', '/etc/pip.conf', '/own.conf'] },
  { what: 'PIP_CONFIG_FILE that does not exist', variables: { HOME: '/h', PIP_CONFIG_FILE: '/own.conf' }, files: ['/etc/xdg/pip/pip.conf', '/etc/pip.conf', '/h/.pip/pip.conf', '/h/.config/pip/pip.conf', '/own.conf'] },
  { what: 'PIP_CONFIG_FILE=/dev/null, which switches all off', variables: { HOME: '/h', PIP_CONFIG_FILE: '/dev/null' }, sitePrefix: '/venv', present: ['/dev/null'], files: [] },
  { what: 'the null device of Windows', platform: 'win32', variables: { USERPROFILE: 'C:\\h', PIP_CONFIG_FILE: 'nul' }, files: [] },
];

test.each(rows)('$what', ({ platform, variables, sitePrefix, present, files }) => {
  const isPresent = (path: string): boolean => (present ?? []).includes(path);
  expect(pipConfigFiles({ environment: environmentOf(variables, platform), sitePrefix: sitePrefix ?? null, disk: { exists: isPresent, isFolder: isPresent } })).toEqual(files);
});
