import type { MemberContent } from '../../archive/member.js';
import type { ContentFacts } from '../../core/facts/content-facts.js';
import type { MemberFacts } from '../../core/facts/member-facts.js';
import type { When } from '../../core/facts/source-facts.js';
import { agentCommands } from '../../formats/agent-settings.js';
import { appealsIn } from '../../formats/appeals.js';
import { hiddenInPath, hiddenInProse, hiddenInPython } from '../../formats/hidden-text/hidden-text.js';
import { tasksOnOpen } from '../../formats/editor-tasks.js';
import { calledBySettings, calledByTemplate } from '../../formats/evaluated-settings.js';
import { npmHooks } from '../../formats/install-hooks.js';
import { remarkableImports } from '../../formats/native-imports.js';
import { shellForOthers, textsOfNativeSource } from '../../formats/native-sources.js';
import { remarkableStrings } from '../../formats/native-strings.js';
import { looksLikePickle, picklesIn } from '../../formats/pickle/find-pickle.js';
import { pickleEffort, readPickle } from '../../formats/pickle/read-pickle.js';
import { isScrambled } from '../../formats/scrambled.js';
import { notebookCommands } from '../../formats/notebook.js';
import { pageCommands } from '../../formats/page-scripts.js';
import { shortcutTexts } from '../../formats/shortcut.js';
import { tokenLines } from '../../formats/token-lines.js';
import { linesWithSecrets } from '../../formats/workflow.js';
import { yamlTags } from '../../formats/yaml-tags.js';
import { commandsIn, foundIn, tokensIn } from './found-in-text.js';
import { installedPlace } from './installed-place.js';
import { memberFormat, type MemberFormat } from './member-format.js';
import { ofInstalled, ofJavaScript, ofShell, ofWindows } from './script-commands.js';

type Found = Partial<Pick<ContentFacts, 'hidden' | 'loads' | 'commands' | 'addresses' | 'texts' | 'appeals' | 'unread'>>;

const inFirstLine = (text: string): { readonly text: string; readonly line: number } => ({ text, line: 1 });

function pickled(bytes: Buffer): Found {
  const effort = pickleEffort();
  const names = picklesIn(bytes).flatMap((pickle) => readPickle(pickle, effort).names);
  const loads = [...new Set(names)].map((name) => ({ name, line: 1 }));
  return effort.left > 0 ? { loads } : { loads, unread: 'pickles that take too long to read: what the rest of them loads is not known' };
}

/** Lines of a workflow that hand all secrets of a repository to somebody. */
const ofWorkflow = (text: string): ContentFacts['commands'] => commandsIn(linesWithSecrets(text)).filter(({ traits }) => traits.includes('sends-secrets'));

function ofNativeSource(bytes: Buffer): Found {
  const shell = shellForOthers(bytes);
  const { commands, addresses, texts } = foundIn(textsOfNativeSource(bytes));
  return { addresses, texts: texts.filter(({ mark }) => mark === 'drop-token'), commands: shell === null ? commands : [...commands, { ...shell, traits: ['reverse-shell'] }] };
}

/** Byte code is read elsewhere, and so are the Python of notebooks and Cython: they are code. */
const READERS: Readonly<Record<MemberFormat, ((bytes: Buffer) => Found) | null>> = {
  'byte-code': null,
  notebook: (bytes) => ({ commands: commandsIn(notebookCommands(bytes.toString('utf8')).map(inFirstLine)) }),
  pickle: pickled,
  yaml: (bytes) => ({ commands: ofWorkflow(bytes.toString('utf8')), loads: yamlTags(bytes.toString('utf8')), texts: tokensIn(tokenLines(bytes)) }),
  shortcut: (bytes) => ({ commands: commandsIn(shortcutTexts(bytes).map(inFirstLine)) }),
  page: (bytes) => ({ commands: commandsIn(pageCommands(bytes.toString('utf8'))) }),
  script: (bytes) => ({ commands: ofShell(bytes.toString('utf8')), texts: tokensIn(tokenLines(bytes)) }),
  'windows-script': (bytes) => ({ commands: ofWindows(bytes.toString('utf8')), texts: tokensIn(tokenLines(bytes)) }),
  javascript: (bytes) => ({ commands: ofJavaScript(bytes.toString('utf8')), texts: tokensIn(tokenLines(bytes)) }),
  settings: (bytes) => ({ loads: calledBySettings(bytes.toString('utf8')), texts: tokensIn(tokenLines(bytes)) }),
  template: (bytes) => ({ loads: calledByTemplate(bytes.toString('utf8')) }),
  manifest: (bytes) => ({ commands: commandsIn(npmHooks(bytes.toString('utf8')).map(inFirstLine)) }),
  tasks: (bytes) => ({ commands: commandsIn(tasksOnOpen(bytes.toString('utf8')).map(inFirstLine)), texts: tokensIn(tokenLines(bytes)) }),
  agent: (bytes) => ({ commands: commandsIn(agentCommands(bytes.toString('utf8')).map(inFirstLine)), texts: tokensIn(tokenLines(bytes)) }),
  prose: (bytes) => ({ appeals: appealsIn(bytes.toString('utf8')), hidden: hiddenInProse(bytes) }),
  'native-source': ofNativeSource,
  cython: null,
  native: (bytes) => ({ ...foundIn(remarkableStrings(bytes).map(inFirstLine)), loads: remarkableImports(bytes).map((name) => ({ name, line: 1 })) }),
};

// The first files that somebody reads who judges a package.
const JUDGED_FIRST = /(?:^|\/)(?:setup|__init__|server|tools?|main|\w*mcp\w*|\w*agent\w*)\.py$/;
const LARGEST_JUDGED = 64 * 1024;

function inPython({ path, content, bytes }: MemberContent): Found {
  if (content === null) return {};
  const appeals = bytes <= LARGEST_JUDGED && JUDGED_FIRST.test(path) ? appealsIn(content.toString('utf8')) : [];
  return { hidden: [...hiddenInPath(path), ...hiddenInPython(content)], appeals };
}

const AS_SCRIPT: ReadonlySet<MemberFormat | null> = new Set([null, 'script', 'windows-script', 'javascript', 'settings']);

/** True for a text that a shell or another interpreter reads line by line. */
const isText = (kind: MemberFacts['kind'], format: MemberFormat | null): boolean => kind === 'text' && AS_SCRIPT.has(format);

function found(member: MemberContent, kind: MemberFacts['kind']): Found {
  if (kind === 'python') return inPython(member);
  const { content, head, path } = member;
  if (kind === 'data' && isScrambled(path, head)) return { hidden: [{ kind: 'scrambled', line: 1, what: `${path} has the name of a text and holds encrypted or packed bytes` }] };
  const format = memberFormat(path);
  if (content !== null && isText(kind, format) && installedPlace(path) !== null) return { commands: ofInstalled(path, content.toString('utf8')), texts: tokensIn(tokenLines(content)) };
  // Scripts without a suffix lie in bin folders, and the beginning of a pickle tells it by whatever name.
  if (format === null && content !== null && head.toString('latin1', 0, 2) === '#!') return READERS.script?.(content) ?? {};
  if (format !== 'pickle' && looksLikePickle(head)) return pickled(content ?? head);
  if (format === null) return {};
  if (content !== null) return READERS[format]?.(content) ?? {};
  return format === 'pickle' && looksLikePickle(head) ? pickled(head) : {};
}

/** What a member holds that a `content` rule could ask about; null for most. */
export function contentFacts(member: MemberContent, { kind, runs }: { readonly kind: MemberFacts['kind']; readonly runs: When }): ContentFacts | null {
  const what = found(member, kind);
  if (Object.values(what).every((list) => list.length === 0)) return null;
  const place = installedPlace(member.path);
  const runsAs = { ...(place === 'unseen' ? { isToldToShell: true } : {}), ...(place === 'command' ? { isCommand: true } : {}) };
  return { path: member.path, kind, runs, hidden: [], loads: [], commands: [], addresses: [], texts: [], appeals: [], ...what, ...runsAs };
}
