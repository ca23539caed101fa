import { belongsTo, inWords, runsUnasked } from '../core/context.js';
import { defineRule } from '../core/rule.js';
import type { Call, SourceFacts } from '../core/facts/source-facts.js';
import type { Severity } from '../core/finding.js';
import { DATA_FILES, isOfUser } from '../python/vocabulary/environment-places.js';

// Pages of the manual, icons and folders of other programs: what lies there is looked at, and starts nothing.
const SHOWN = /^\/usr\/(?:(?:local\/)?share\/(?:man|doc|icons|pixmaps|metainfo|appdata|locale|licen[cs]es|info|help|fonts|mime)|local\/(?!s?bin\/|lib|etc\/|share\/|python)[\w.-]+)\/(?!.*\.\.)/;

// What a build puts beside the packages under this name, every Python reads when it starts.
const isStartLine = ({ when, text }: Call): boolean => when === 'install' && /\.(?:pth|start)$/i.test(text ?? '');

function severityOf({ name, when, traits, isIndirect, text }: Call): Severity {
  // Daemons have long come so, and what is built of it is judged once more.
  if (name === DATA_FILES) return 'medium';
  if (!traits.has('system-path') && !traits.has('takes-root')) return when === 'install' && !isIndirect ? 'critical' : 'low';
  if (when === 'install' || when === 'start') return SHOWN.test(text ?? '') ? 'medium' : 'critical';
  if (when !== 'import') return 'low';
  return traits.has('takes-root') ? 'critical' : 'medium';
}

// Completions, keys for ssh and jobs are set up by small tools that are called for it; the places where Windows keeps what starts with it are not.
const isStrong = ({ name, when, traits, text }: Call): boolean => (name === DATA_FILES ? isOfUser(text ?? '') : traits.has('takes-root') && (runsUnasked(when) || /CurrentVersion[\\/]+Run|Programs[\\/]+Startup|\bschtasks\b|\\Run\b/i.test(text ?? '')));

const ownerOf = (path: string): string | null => /site-packages[\\/]+(\w+)[\\/].*\.py$/.exec(path)?.[1] ?? null;

// Where a service keeps its settings and keys, under its own name.
const settingsOf = ({ text, when, traits }: Call): string | null => (when === 'import' && !traits.has('takes-root') ? (/^\/etc\/(\w+)\/(?!.*\.\.)/.exec(text ?? '')?.[1] ?? null) : null);

/** A module that the package itself brings, and its settings: some write those so. */
function isOwn(call: Call, { path }: SourceFacts): boolean {
  const owner = ownerOf(call.text ?? '') ?? settingsOf(call);
  return owner !== null && belongsTo(path, owner);
}

export default defineRule({
  kind: 'source',
  title: 'Writes where programs start from or where the system lives',
  docs: `Autostart folders and keys, schedulers, shell profiles, authorized_keys, hooks and workflows of repositories, where pip looks for packages, modules of other projects and system folders decide what runs later and for whom. A package that writes there while it is installed
or imported is taking root, and so is one that puts files among the user's own (AppData, the desktop) while it is installed; in a function that somebody calls it may be an installer's job, and counts only in a package that does little else. What setup() is given as
data_files for such a place warns. Out of scope: paths that are put together at run time.`,

  check: (facts) => [
    ...facts
      .calls('write')
      .filter((call) => !isOwn(call, facts))
      .filter((call) => call.name === DATA_FILES || call.traits.has('system-path') || call.traits.has('takes-root') || isStartLine(call) || (call.traits.has('user-folder') && runsUnasked(call.when)))
      .map((call) => ({ severity: severityOf(call), isStrong: isStrong(call), message: `${call.name} writes ${JSON.stringify(call.text)}, ${inWords(call.when)}`, at: call })),
    ...facts
      .calls('process')
      .filter((call) => call.traits.has('takes-root'))
      .map((call) => ({ severity: runsUnasked(call.when) ? ('critical' as const) : ('low' as const), isStrong: isStrong(call), message: `${call.name} makes something start later: ${JSON.stringify(call.text?.slice(0, 120))}, ${inWords(call.when)}`, at: call })),
  ],
});
