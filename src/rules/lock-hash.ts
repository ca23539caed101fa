import type { LockedFileFacts } from '../core/locked.js';
import { defineRule } from '../core/rule.js';

const DIGITS = 16;

const shown = (hash: string): string => (hash.length > DIGITS + 8 ? `${hash.slice(0, hash.indexOf(':') + 1 + DIGITS)}…` : hash);

interface Mismatch extends LockedFileFacts {
  readonly hash: string;
  readonly real: string;
}

function mismatches(files: readonly LockedFileFacts[]): readonly Mismatch[] {
  return files.flatMap((file) => {
    const { hash, offered } = file;
    const real = offered?.hash ?? null;
    // PEP 751 allows digests of several kinds for one file; each is compared with its like.
    return hash === null || real === null || hash === real ? [] : [{ ...file, hash, real }];
  });
}

export default defineRule({
  kind: 'project',
  title: 'Is locked with a digest that is not that of the file',
  docs: `Either somebody has changed the lock, which is how a pull request smuggles a file in that nobody reads about, or the index has
other bytes now under the same name. A lock file names the digest of each file so that everybody gets the same bytes; here it is
another one than the index states, or than the file has that was fetched. audit judges the file that the index has; install refuses
it.

What to do: find out who changed the entry (git log -p), and make the lock anew with the tool it comes from.

Out of scope: digests of another kind than those that the index states, and files that this run neither fetched nor was told of.`,

  check: ({ locked }) => {
    if (!locked) return [];
    const advice = `Find out who changed ${locked.where}, and make the lock anew.`;
    const wrong = mismatches(locked.files).map(({ fileName, hash, real }) => `${locked.where} locks ${fileName ?? 'it'} as ${shown(hash)}, and it is ${shown(real)}`);
    const stray = locked.stray === null ? [] : [`${locked.where} locks other files than ${locked.stray.fileName}, which is ${shown(locked.stray.hash)}`];
    return [...wrong, ...stray].map((message) => ({ severity: 'critical', message, advice }));
  },
});
