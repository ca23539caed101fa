import type { GlobalFlags } from '../app/request.js';
import type { Workshop } from '../app/workshop.js';
import type { Answer } from '../core/answer.js';
import { UserError } from '../core/errors.js';
import type { Look } from '../core/run.js';
import { answerJson } from '../reporters/answer/json.js';
import { answerTable } from '../reporters/answer/table.js';
import { deliver, plain } from './deliver.js';
import { inWorkshop } from './judge-and-show.js';
import { lookOf } from './look.js';
import { tolerateClosedPipes } from './streams.js';

const FORMATS: Readonly<Record<string, (answer: Answer, look: Look) => string>> = { table: answerTable, json: answerJson };

/** What renders answers in a format. Throws `bad-arguments` (exit 2) for one that there is not. */
export function formatFor(format: string): (answer: Answer, look: Look) => string {
  const render = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (!render) throw new UserError('bad-arguments', `no format named ${JSON.stringify(format)} for this command`, { hint: `there are: ${Object.keys(FORMATS).join(', ')}` });
  return render;
}

/** Finds an answer and delivers it. Returns the exit code, 0: what goes wrong is thrown. */
export async function showAnswer(flags: GlobalFlags, find: () => Promise<Answer>): Promise<number> {
  tolerateClosedPipes();
  const render = formatFor(flags.format);
  const look = lookOf(process.stdout, flags);
  await deliver(render(await find(), flags.output === null ? look : plain(look)), flags.output);
  return 0;
}

/** The same for an answer that needs store and log. */
export function showAnswerInShop(flags: GlobalFlags, find: (shop: Workshop) => Promise<Answer>): Promise<number> {
  return showAnswer(flags, () => inWorkshop(flags, find));
}
