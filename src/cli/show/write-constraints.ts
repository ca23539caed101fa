import { generateConstraints } from '../../app/generate-constraints.js';
import type { InstallFlags } from '../../app/request.js';
import { UserError } from '../../core/errors.js';
import { escapeForTerminal } from '../../reporters/escape/terminal.js';
import { checkOutput } from '../../platform/write-output.js';
import { deliver } from './deliver.js';
import { inWorkshop, withProgress } from './judge-and-show.js';
import { tolerateClosedPipes } from '../streams.js';

/** Writes the file to where it is wanted. Standard output gets nothing else, so that it can be sent into a file. Returns the exit code, 0. */
export async function writeConstraints(flags: InstallFlags): Promise<number> {
  tolerateClosedPipes();
  if (flags.format !== 'table' || flags.reportFiles.length > 0) throw new UserError('bad-arguments', 'constraints have one format: that of pip', { hint: '-o FILE writes them to a file' });
  if (flags.output !== null) await checkOutput(flags.output);
  const { text, summary } = await inWorkshop(flags, (shop) => withProgress(flags, (observer) => generateConstraints(flags, shop, observer), process.stderr));
  await deliver(text, flags.output);
  if (flags.output !== null && flags.verbosity !== 'quiet') process.stdout.write(`${escapeForTerminal(`${summary}; use them with pip install -c ${flags.output}`, { unicode: true })}\n`);
  return 0;
}
