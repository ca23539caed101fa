import type { ContentFacts } from '../../core/facts/content-facts.js';
import { extensionActs, givenToKernel } from '../../formats/extension-acts.js';
import { interpreterOf } from '../../formats/interpreter.js';
import { keptByScript } from '../../formats/kept-by-script.js';
import { kernelCommand } from '../../formats/kernel-spec.js';
import { scriptAct } from '../../formats/script-acts.js';
import { startedByScript } from '../../formats/script-calls.js';
import { scriptLines, wholeScript, type ScriptLine } from '../../formats/script-lines.js';
import { withVariables } from '../../formats/shell-variables.js';
import { fetchedByScript } from './fetched-by-script.js';
import { commandsIn } from './found-in-text.js';

type Commands = ContentFacts['commands'];

const fetchesAndRuns = ({ traits }: Commands[number]): boolean => traits.includes('fetches-and-runs');

/** What a short script does in several lines counts as well, where none of them fetches and runs something by itself. */
const withWhole = (lines: Commands, text: string): Commands => (lines.some(fetchesAndRuns) ? lines : [...lines, ...commandsIn([wholeScript(text)]).filter(fetchesAndRuns)]);

/** Commands of batch files and PowerShell scripts: what downloads there hardly ever does so in one line with what it starts. */
export const ofWindows = (text: string): Commands => withWhole(commandsIn(scriptLines(text)), text);

/** Commands of a shell script. What opens accounts is kept in a file first, which another line sends. */
export const ofShell = (text: string): Commands => ofShellLines(withVariables(scriptLines(text)));

function ofShellLines(all: readonly ScriptLine[]): Commands {
  const lines = commandsIn(all);
  const told = new Set(lines.flatMap(({ line, traits }) => (traits.includes('sends-secrets') ? [line] : [])));
  return [...lines, ...commandsIn(keptByScript(all)).filter(({ traits, line }) => traits.includes('sends-secrets') && !told.has(line))];
}

/** What a shell script fetches in one line and runs in another one, besides. */
function ofCommand(text: string): Commands {
  const all = withVariables(scriptLines(text));
  const lines = ofShellLines(all);
  return lines.some(fetchesAndRuns) ? lines : [...lines, ...fetchedByScript(all)];
}

/** What a JavaScript file has Node start, and what it does as a whole. */
export function ofJavaScript(text: string): Commands {
  const act = scriptAct(text);
  return [...commandsIn(startedByScript(text)), ...(act === null ? [] : [act])];
}

const IS_NODE = /^(?:node|nodejs|deno|bun)$/;
const TAKES_CODE = /^(?:perl|ruby|php|lua)[\d.]*$/;

/** What one gives to an interpreter as an argument says the same as a script of it. */
function ofOther(program: string, text: string): Commands {
  const lines = commandsIn(scriptLines(text));
  return [...lines, ...commandsIn([{ text: `${program} -e ${wholeScript(text).text}`, line: 1 }]).filter(({ traits }) => traits.includes('fetches-and-runs') || traits.includes('reverse-shell'))];
}

const IS_KERNEL = /\/kernels\/[^/]+\/kernel\.json$/i;
const IS_WINDOWS = /\.(?:bat|cmd|psm?1|vb[se]|hta|wsf)$/i;
const IS_JAVASCRIPT = /\.[cm]?js$/i;

/** What a file tells a shell, an interpreter or a page that a wheel installs as a command, or where it runs unseen. */
export function ofInstalled(path: string, text: string): Commands {
  if (IS_KERNEL.test(path)) return commandsIn(kernelCommand(text).map((command) => ({ text: command, line: 1 })));
  if (IS_JAVASCRIPT.test(path)) return [...ofJavaScript(text), ...extensionActs(text), ...commandsIn(givenToKernel(text))];
  if (/\.json$/i.test(path)) return [];
  const program = interpreterOf(text);
  if (IS_NODE.test(program)) return ofJavaScript(text);
  if (IS_WINDOWS.test(path)) return ofWindows(text);
  return TAKES_CODE.test(program) ? ofOther(program, text) : ofCommand(text);
}
