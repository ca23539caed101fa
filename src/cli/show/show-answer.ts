import type { Observer } from '../../app/observer.js';
import type { GlobalFlags } from '../../app/request.js';
import type { Workshop } from '../../app/workshop.js';
import type { Answer } from '../../core/answer.js';
import { answerJson } from '../../reporters/answer/json.js';
import { answerTable } from '../../reporters/answer/table.js';
import { escapeForTerminal } from '../../reporters/escape/terminal.js';
import { checkDelivery, deliverFormats, type Formats } from './formats.js';
import { inWorkshop, withProgress } from './judge-and-show.js';
import { tolerateClosedPipes } from '../streams.js';

export const answerFormats: Formats<Answer> = { table: answerTable, json: answerJson };

/** Finds an answer and delivers it. Returns the exit code, 0: what goes wrong is thrown. */
export async function showAnswer(flags: GlobalFlags, find: () => Promise<Answer>): Promise<number> {
  tolerateClosedPipes();
  await checkDelivery(answerFormats, flags);
  const answer = await find();
  for (const warning of answer.warnings ?? []) process.stderr.write(`Warning: ${escapeForTerminal(warning)}\n`);
  await deliverFormats({ thing: answer, formats: answerFormats }, flags);
  return 0;
}

/** What is on record may lie where this run cannot use it. Such an answer says so, whatever else it says. */
export function noteHome({ home }: Pick<Workshop, 'home'>): void {
  if (home.notice !== null) process.stderr.write(`Warning: ${escapeForTerminal(home.notice)}\n`);
}

/** The same for an answer that needs store and log, and may take a while. */
export function showAnswerInShop(flags: GlobalFlags, find: (shop: Workshop, observer: Observer) => Promise<Answer>): Promise<number> {
  return showAnswer(flags, () => inWorkshop(flags, (shop) => {
    noteHome(shop);
    return withProgress(flags, (observer) => find(shop, observer));
  }));
}
