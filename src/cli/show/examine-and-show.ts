import { examine } from '../../app/doctor.js';
import type { InstallFlags } from '../../app/request.js';
import { deliverReports, reportFormats } from './deliver-reports.js';
import { checkDelivery, deliverFormats } from './formats.js';
import { inWorkshop, withProgress } from './judge-and-show.js';
import { answerFormats } from './show-answer.js';
import { tolerateClosedPipes } from '../streams.js';

const LACKING = 2;

/** Shows what was found on this machine. Returns the exit code: 2 where what is missing keeps packages from being installed. */
export async function examineAndShow(flags: InstallFlags): Promise<number> {
  tolerateClosedPipes();
  await checkDelivery(answerFormats, flags);
  const { answer, isFit } = await inWorkshop(flags, (shop) => withProgress(flags, (observer) => examine(flags, shop, observer), process.stderr));
  await deliverFormats({ thing: answer, formats: answerFormats }, flags);
  return isFit ? 0 : LACKING;
}

/** Shows a block. Returns the exit code, 0: it is what was wanted, and anything else is thrown. */
export async function tryBlockAndShow(flags: InstallFlags): Promise<number> {
  tolerateClosedPipes();
  await checkDelivery(reportFormats, flags);
  const { tryBlock } = await import('../../app/doctor/try-block.js');
  await deliverReports(await inWorkshop(flags, (shop) => withProgress(flags, (observer) => tryBlock(flags, shop, observer))), flags);
  return 0;
}
