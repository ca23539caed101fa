import { writeFileSync } from 'node:fs';

function tolerate(name: string): (error: Error) => void {
  return (error) => {
    const code = 'code' in error ? error.code : undefined;
    if (code !== 'EPIPE') throw Object.assign(new Error(`cannot write to ${name}: ${error.message}`, { cause: error }), { code });
  };
}

/** A reader that goes away (`depsec … | head`) is no reason to stop in the middle of an install, nor for a stack trace. */
export function tolerateClosedPipes(): void {
  for (const [name, stream] of [['standard output', process.stdout], ['standard error', process.stderr]] as const) {
    if (stream.listenerCount('error') === 0) stream.on('error', tolerate(name));
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
