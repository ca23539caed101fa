import { writeFileSync } from 'node:fs';

function tolerate(error: Error): void {
  if ('code' in error && error.code === 'EPIPE') return;
  throw error;
}

/** A reader that goes away (`depsec … | head`) is no reason to stop in the middle of an install, nor for a stack trace. */
export function tolerateClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    if (stream.listenerCount('error') === 0) stream.on('error', tolerate);
  }
}

/** Writes a short text to standard output at once. Setting up the stream costs a third of the start of Node, which `--help` need not wait for. */
export function writeAtOnce(text: string): void {
  try {
    writeFileSync(1, text);
  } catch {
    // A pipe that is full, or closed: the stream knows how to wait and what to ignore.
    tolerateClosedPipes();
    process.stdout.write(text);
  }
}
