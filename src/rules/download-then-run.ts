import { inWords, runsUnasked } from '../core/context.js';
import type { Severity } from '../core/finding.js';
import type { RuleFinding } from '../core/rule.js';
import { defineRule } from '../core/rule.js';
import { cameWithRequest } from '../python/vocabulary/web-requests.js';
import { FROM_ADDRESS, type Call, type Flow, type SourceFacts } from '../core/facts/source-facts.js';

// What has to be Windows' kind of program or script, whatever it is called for.
const PROGRAM = /\.(?:exe|scr|bat|cmd|ps1|vbs|hta|msi)(?:[?#]|$)/i;

/** True where the address says that a program is fetched, or lies where anybody can put one. */
const fetchesProgram = (flow: Flow, facts: SourceFacts): boolean =>
  facts.calls('network').some((call) => call.line === flow.source.line && (PROGRAM.test(call.text ?? '') || call.traits.has('drop-host') || call.traits.has('raw-address')));

/** What is started where the flow ends. */
const startedBy = ({ sink }: Flow, facts: SourceFacts): readonly Call[] => facts.calls('process').filter(({ line }) => line === sink.line);

// Python, given a file: no module of its own, and no setup.py, which comes with the sources of something that is built.
const PYTHON_SCRIPT = /^"?(?:\S{0,300}[\\/])?py(?:thon)?[\w.]*"?\s+(?:-[A-Zbdiqsuv]+\s+)*(?!\S*\bsetup\.py\b)[^\s-]/;

/** True where what was fetched is code for Python, and no program that a tool may keep up to date. */
const isFetchedScript = (flow: Flow, facts: SourceFacts): boolean => flow.through === 'file' && startedBy(flow, facts).some(({ text }) => PYTHON_SCRIPT.test(text ?? ''));

/** What a module of the project builds when its build asks it to: sources that were fetched and unpacked are built so. */
const isBuildStep = (flow: Flow, facts: SourceFacts): boolean => flow.through === 'file' && startedBy(flow, facts).some(({ isIndirect, text, traits }) => isIndirect && (text === null || traits.has('build-tool')));

// Nothing that runs what it is given.
const OWN_PROGRAM = /^"?(?!(?:\S{0,300}[\\/])?(?:(?:ba|z|da|k|c)?sh|cmd|powershell|pwsh|python[\w.]*|perl|ruby|node|php|lua|busybox|sudo|su|env|nohup|timeout|nice|setsid|xargs|start|exec|eval|find|ssh|docker|kubectl|[wc]script|mshta|rundll32|osascript)(?:\.exe)?\b)[^\s{};|&$`]+\s[^;|&$`]*\{\}/i;

/** A word of what was fetched, such as the name of a file, that a program of the user's is given when somebody calls for it, or that is opened. */
function isMereWord(flow: Flow, facts: SourceFacts): boolean {
  if (flow.to !== 'process' || runsUnasked(flow.when)) return false;
  // A helper starts all that it is called with in one line; what is constant holds nothing that was fetched.
  const started = startedBy(flow, facts).filter(({ text }) => text === null || text.includes('{}'));
  return flow.sink.name === 'os.startfile' || (started.length > 0 && started.every(({ text }) => OWN_PROGRAM.test(text ?? '')));
}

/** A site that gives a program of its own a word of what it was asked for, which is at worst a mistake. */
const isAsked = (flow: Flow, facts: SourceFacts): boolean => cameWithRequest(flow.source.name) && flow.to === 'process' && startedBy(flow, facts).some(({ text }) => OWN_PROGRAM.test(text ?? ''));

const IS_CIPHER = /decrypt|^exclusive-or$/;

/** True for code that comes hidden by a key as well: no format does that, and whoever reads along on the wire is not meant to see it. */
const comesEncrypted = ({ sink, to, through }: Flow, facts: SourceFacts): boolean =>
  to === 'exec' && through === 'value' && facts.flows({ from: 'decoder', to: ['exec'] }).some((other) => other.sink.line === sink.line && other.through === 'value' && IS_CIPHER.test(other.source.name));

// Version managers fetch a list and start what it names, so only fetched code warns where somebody has to call it. A script beside the packages, of a manual
// for one, comes to nobody by an install; if a build puts it into a package after all, it is judged there once more. Cells of a notebook are there to be run.
function severityOf(flow: Flow, facts: SourceFacts): Severity {
  if (runsUnasked(flow.when)) return isBuildStep(flow, facts) ? 'medium' : 'critical';
  if (comesEncrypted(flow, facts)) return 'critical';
  const isBeside = facts.runs === 'latent' && /\.pyw?$/i.test(facts.path);
  if (cameWithRequest(flow.source.name) && flow.through === 'value') return 'medium';
  return flow.to === 'exec' && (flow.through === 'value' || flow.when === 'command') && !isBeside ? 'medium' : 'low';
}

/** Whoever clones the sources of a part goes on with build tools. */
const isCloned = ({ source }: Flow): boolean => /^git clone$|clone(?:_from|_repository)?$/.test(source.name);

const viaFlow = (flow: Flow, facts: SourceFacts): RuleFinding => ({
  severity: severityOf(flow, facts),
  isStrong: (flow.through === 'value' && flow.to !== 'object' && !isMereWord(flow, facts)) || fetchesProgram(flow, facts) || isFetchedScript(flow, facts),
  message: `${flow.sink.name} runs what ${flow.source.name} fetched${flow.through === 'file' ? ' into a file' : ''}, ${inWords(flow.when)}`,
  at: flow.sink,
  trace: flow.steps,
});

const isHiddenOrFetching = (call: Call): boolean => call.traits.has('fetches-and-runs') || call.traits.has('hidden-shell');

const viaShell = (call: Call): RuleFinding => ({
  severity: runsUnasked(call.when) ? 'critical' : call.traits.has('hidden-shell') ? 'medium' : 'low',
  isStrong: true,
  message: `${call.name} starts a shell line that ${call.traits.has('hidden-shell') ? 'hides what it does' : 'fetches a program and runs it'}, ${inWords(call.when)}`,
  at: call,
});

/** Whatever is given such a line unasked: no name says what that does with it. */
const viaUnknown = (call: Call): RuleFinding => ({ ...viaShell(call), severity: 'medium', message: `something unknown${call.name === '' ? '' : `, ${call.name},`} is given a shell line that ${call.traits.has('hidden-shell') ? 'hides what it does' : 'fetches a program and runs it'}, ${inWords(call.when)}` });

export default defineRule({
  kind: 'source',
  title: 'Fetches a program from the network and runs it',
  docs: `Code that is fetched at run time was never part of what was reviewed, and it can change after every review. Covers a reply handed to exec()
or to a process, a reply written to a file that is then started, and shell or PowerShell lines that fetch, or that are encoded or hidden. A line of that kind counts as well where it is given, unasked, to something of which nothing is known. A loader of models that is told to trust the code beside them runs what it fetches as well; that counts where nobody has asked for it.
Where somebody has to call it, a program that is fetched into a file is only listed, since tools keep theirs up to date so; a script that Python is then started with counts in a package that does little else. So does a site that runs what its visitors send, but not one that hands a word of it to a program of its own. Nor does a fetched word, such as the name of a file, that a program of the user's is given when somebody calls for it. Code that is fetched and decrypted blocks whoever calls it.
A fetched archive that tar or unzip is given is only unpacked, and a fetched address that a browser is given is only opened. What is only called as if it fetched, and is given an address, counts where nobody has to call for it. Out of scope for now: a download in one module that another module starts.`,

  check: (facts) => [
    ...facts
      .flows({ from: 'network', to: ['exec', 'process', 'object'] })
      .filter((flow) => runsUnasked(flow.when) || (flow.to !== 'object' && !flow.source.name.endsWith(FROM_ADDRESS)))
      .filter((flow) => !startedBy(flow, facts).some(({ traits }) => traits.has('unpacks') || (isCloned(flow) && traits.has('build-tool'))))
      .filter((flow) => !isAsked(flow, facts))
      .map((flow) => viaFlow(flow, facts)),
    ...facts.calls('process').filter(isHiddenOrFetching).map(viaShell),
    ...facts.calls('command-line').filter((call) => runsUnasked(call.when) && isHiddenOrFetching(call)).map(viaUnknown),
  ],
});
