import type { GlobalFlags } from '../../app/request.js';
import { UserError } from '../../core/errors.js';
import type { Look } from '../../core/run.js';
import { checkOutput } from '../../platform/write-output.js';
import { deliver, plain } from './deliver.js';
import { lookOf } from './look.js';

type Render<T> = (thing: T, look: Look) => string | Promise<string>;

/** The ways in which a command tells what it found, by the names that `--format` takes. */
export type Formats<T> = Readonly<Record<string, Render<T>>>;

/** What of the flags says where the result goes. */
export type Wanted = Pick<GlobalFlags, 'format' | 'output' | 'reportFiles' | 'verbosity' | 'noColor'>;

/** What renders in this format. Throws `bad-arguments` (exit 2) for one that there is not. */
export function formatOf<T>(formats: Formats<T>, name: string): Render<T> {
  const render = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (!render) throw new UserError('bad-arguments', `no format named ${JSON.stringify(name)} for this command`, { hint: `there are: ${Object.keys(formats).join(', ')}` });
  return render;
}

/** Throws for a format that there is not and for a file that cannot be written: before the work, which may take minutes, and may install. */
export async function checkDelivery<T>(formats: Formats<T>, { format, output, reportFiles }: Pick<Wanted, 'format' | 'output' | 'reportFiles'>): Promise<void> {
  for (const name of [format, ...reportFiles.map((each) => each.format)]) formatOf(formats, name);
  for (const file of [output, ...reportFiles.map((each) => each.file)]) if (file !== null) await checkOutput(file);
}

/** A finished thing, and the ways in which it can be told. */
export interface Tellable<T> {
  readonly thing: T;
  readonly formats: Formats<T>;
}

/** Renders in every format that was asked for, the files first: what stands on the screen comes last. */
export async function deliverFormats<T>({ thing, formats }: Tellable<T>, flags: Wanted, stream: NodeJS.WriteStream = process.stdout): Promise<void> {
  const look = lookOf(stream, flags);
  for (const { format, file } of flags.reportFiles) await deliver(await formatOf(formats, format)(thing, plain(look)), file);
  await deliver(await formatOf(formats, flags.format)(thing, flags.output === null ? look : plain(look)), flags.output, stream);
}
