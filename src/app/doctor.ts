import type { Answer } from '../core/answer.js';
import { inspectEnvironment } from './doctor/environment.js';
import { inspectKnowledge } from './doctor/knowledge.js';
import { inspectMachine } from './doctor/machine.js';
import type { Inspected } from './doctor/inspected.js';
import type { Observer } from './observer.js';
import type { GlobalFlags } from './request.js';
import type { Workshop } from './workshop.js';

/** What doctor has to say, and whether packages can be installed as things are. */
export interface Examined {
  readonly answer: Answer;
  readonly isFit: boolean;
}

const rowsOf = ({ what, found, remedy }: Inspected): readonly (readonly string[])[] => [[what, found], ...(remedy === null ? [] : [['', `fix: ${remedy}`]])];

function conclusion(inspected: readonly Inspected[]): string {
  const missing = inspected.filter(({ isNeeded, remedy }) => isNeeded && remedy !== null);
  const better = inspected.filter(({ remedy }) => remedy !== null).length - missing.length;
  if (missing.length > 0) return `depsec cannot install packages yet: ${missing.map(({ what }) => what).join(', ')}.`;
  return better === 0 ? 'Everything is here.' : `Everything that is needed is here; ${better} ${better === 1 ? 'thing' : 'things'} could be better.`;
}

/** Looks at everything that depsec works with on this machine: what is there, what is missing, and how to mend that. */
export async function examine(flags: Pick<GlobalFlags, 'python'>, shop: Workshop, observer: Pick<Observer, 'phase'>): Promise<Examined> {
  observer.phase('Looking at this machine');
  const inspected = [...(await inspectEnvironment(flags, shop)), ...(await inspectMachine(shop)), ...inspectKnowledge(shop)];
  const notices = shop.notices().map(({ level, text }) => ({ level, text: String(text) }));
  const groups = [
    { rows: inspected.flatMap(rowsOf) },
    { rows: notices.map(({ text }) => ['note', text]) },
    { rows: [[conclusion(inspected)]] },
  ];
  return { answer: { groups, document: { found: inspected.map(({ what, found, remedy, isNeeded }) => ({ what, found, fix: remedy, needed: isNeeded })), notices } }, isFit: inspected.every(({ isNeeded, remedy }) => !isNeeded || remedy === null) };
}
