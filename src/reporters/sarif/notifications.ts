import type { Run } from '../../core/run.js';
import { serviceGaps } from '../words/service-gaps.js';
import { messageText } from './message.js';

const notification = (level: 'error' | 'warning' | 'note', text: string): object => ({ level, message: messageText(text) });

/** What is to be said about the run itself: inputs that are none, services that did not answer, files that were not read. */
export function notifications({ problems, notices, decisions }: Run): readonly object[] {
  const unread = decisions.flatMap(({ report }) => report.gaps.filter(({ kind }) => kind === 'data').map(({ what, why }) => notification('note', `${report.artifact.name}: ${what}: ${why}`)));
  return [
    ...problems.map(({ what, why }) => notification('error', `cannot judge ${what}: ${why}`)),
    ...serviceGaps(decisions).map(({ gap }) => notification('warning', `could not check ${gap.what}: ${gap.why}`)),
    ...notices.map(({ level, text }) => notification(level === 'warning' ? 'warning' : 'note', text)),
    ...unread,
  ];
}
