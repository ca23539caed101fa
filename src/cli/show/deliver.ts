import type { Look } from '../../core/run.js';
import { writeOutput } from '../../platform/write-output.js';

/** Without colour, for a file. */
export const plain = (look: Look): Look => ({ ...look, colour: false });

/** Writes a finished text where the user wants it. */
export async function deliver(text: string, output: string | null, stream: NodeJS.WriteStream = process.stdout): Promise<void> {
  if (output === null) stream.write(text);
  else await writeOutput(output, text);
}
