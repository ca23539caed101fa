import { sectionOf, settingDocs, settingsBySection } from './setting-docs.js';
import { canTighten, settingNames, settingTable, type SettingName } from './setting-table.js';

export type TemplateKind = 'user' | 'project' | 'ci';

const WIDTH = 100;

/** What a pipeline should say beyond the defaults. Keys that this depsec does not know are left out. */
const CI_LINES: readonly (readonly [key: string, line: string, about: string])[] = [
  ['mode', 'mode = "block"', 'what is blocked ends the run with exit code 1, whatever somebody set on that machine'],
  ['min_age', 'min_age = "3d"', 'most malicious releases are found within days, so take none that is younger'],
  ['fail_closed', 'fail_closed = true', 'what could not be checked fails the run (exit code 3)'],
];

const HEADS: Readonly<Record<TemplateKind, readonly string[]>> = {
  user: ["depsec's settings. Everything here is optional; what is commented out is what holds anyway.", 'depsec config show tells what is in force and who said it.'],
  project: ['depsec for everybody who works on this project. A project may only tighten what its users have set.', 'What is commented out is what holds anyway; depsec config show tells what is in force.'],
  ci: ['depsec in a pipeline: depsec audit -r requirements.txt, or depsec install.', 'A project may only tighten what its users have set; depsec config show tells what is in force.'],
};

function comment(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || `${last} ${word}`.length > WIDTH) lines.push(`# ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

const settingLines = (name: SettingName): readonly string[] => [...comment(settingDocs[name].about), ...settingDocs[name].lines.map((line) => `# ${line}`)];

function block(head: string | null, names: readonly SettingName[]): readonly string[] {
  const lines = names.flatMap((name, index) => [...(index === 0 ? [] : ['']), ...settingLines(name)]);
  return lines.length === 0 ? [] : ['', ...(head === null ? [] : [`[${head}]`]), ...lines];
}

const isTable = (name: SettingName): boolean => settingTable[name].keys[0] === sectionOf(name);

// In a section the list is called packages; here its name is the key.
const shortLines = (name: SettingName): readonly string[] => [...comment(settingDocs[name].about), ...settingDocs[name].lines.map((line) => `# ${line.replace(/^packages/, name)}`)];

// One table with short keys: a reader of a pyproject.toml has enough tables already. What is a table itself follows below.
function projectBlocks(): readonly string[] {
  const names = settingNames.filter(canTighten);
  return [
    ...names.filter((name) => !isTable(name)).flatMap((name) => ['', ...shortLines(name)]),
    ...names.filter(isTable).flatMap((name) => block(`tool.depsec.${settingTable[name].keys[0] ?? ''}`, [name])),
  ];
}

const isKnown = (key: string): boolean => settingNames.some((name) => settingTable[name].keys.includes(key));

const ciLines = (): readonly string[] => CI_LINES.filter(([key]) => isKnown(key)).flatMap(([, line, about]) => ['', ...comment(about), line]);

/** The text of a commented configuration file; for projects a part of pyproject.toml. */
export function configTemplate(kind: TemplateKind): string {
  const head = HEADS[kind].flatMap(comment);
  const body = kind === 'user'
    ? [...head, ...[...settingsBySection()].flatMap(([section, names]) => block(section === '' ? null : section, names))]
    : ['[tool.depsec]', ...head, ...(kind === 'ci' ? ciLines() : projectBlocks())];
  return `${body.join('\n')}\n`;
}
