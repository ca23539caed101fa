import type { LockedFacts, LockedFileFacts } from '../core/locked.js';
import { defineRule, type RuleFinding } from '../core/rule.js';

type Addressed = LockedFileFacts & { readonly url: string };

const MOST_NAMED = 3;

/** True where the digest in the lock is that of the file which the index has, so that no other bytes can come from anywhere. */
const isProven = ({ hash, offered }: LockedFileFacts): boolean => hash !== null && hash === offered?.hash;

function named(files: readonly Addressed[]): string {
  const names = files.slice(0, MOST_NAMED).map(({ fileName, url }) => fileName ?? url);
  return files.length > MOST_NAMED ? `${names.join(', ')} and ${files.length - MOST_NAMED} more` : names.join(', ');
}

const hostOf = ({ url }: Addressed): string => new URL(url).host;

const elsewhere = ({ hosts }: LockedFacts, file: Addressed): boolean => hosts.length > 0 && !hosts.includes(hostOf(file));

const isPlain = ({ url, offered }: Addressed): boolean => /^http:/i.test(url) && !/^http:/i.test(offered?.url ?? '');

function foreign(locked: LockedFacts, files: readonly Addressed[]): readonly RuleFinding[] {
  const hosts = [...new Set(files.map(hostOf))];
  return hosts.flatMap((host) => [true, false].flatMap((proven): readonly RuleFinding[] => {
    const own = files.filter((file) => hostOf(file) === host && isProven(file) === proven);
    if (own.length === 0) return [];
    const message = `${locked.where} takes ${named(own)} from ${host}`;
    return [proven
      ? { severity: 'low', message: `${message}; the index has the same bytes on ${locked.hosts.join(', ')}` }
      : { severity: 'critical', message: `${message}, and not from ${locked.hosts.join(', ')} as the index says`, advice: `Find out who changed ${locked.where}; where it is a mirror of yours, name that index with -i.` }];
  }));
}

function plain(locked: LockedFacts, files: readonly Addressed[]): readonly RuleFinding[] {
  return [true, false].flatMap((hashed): readonly RuleFinding[] => {
    const own = files.filter(({ hash }) => (hash !== null) === hashed);
    if (own.length === 0) return [];
    const message = `${locked.where} takes ${named(own)} over plain http`;
    return [hashed ? { severity: 'medium', message } : { severity: 'high', message: `${message} and has no digest: whoever is on the way decides what comes` }];
  });
}

function absent(locked: LockedFacts, files: readonly Addressed[]): readonly RuleFinding[] {
  const [strange, gone] = [files.filter(({ isOwn }) => !isOwn), files.filter(({ isOwn }) => isOwn)];
  return [
    ...(strange.length === 0 ? [] : [{ severity: 'critical', message: `${locked.where} names ${named(strange)}, which is a file of another project` } as const]),
    ...(gone.length === 0 ? [] : [{ severity: 'medium', message: `${locked.where} names ${named(gone)}, which the index does not have` } as const]),
  ];
}

export default defineRule({
  kind: 'project',
  title: 'Is locked to an address that is not that of its index',
  docs: `Whoever can change a lock file can bring in a file that no index has, since the tools of some locks fetch each file from the
address that stands in it. Nobody reads those in a pull request. Compared is what the index of this run says of the same file. A
foreign host is blocked unless the digest in the lock is that of the very file which the index has: then nothing else can come from
there, and it is only listed. The name of another project's file is blocked. Plain http and a file that the index no longer has warn.

What to do: make the lock anew with the tool it comes from. Where it was made with a mirror, audit it with that mirror as the
index.

Out of scope: what the host would send today; entries that name no index, since they say themselves where they come from.`,

  check: ({ locked }) => {
    if (!locked) return [];
    const files = locked.files.filter((file): file is Addressed => file.url !== null);
    const [abroad, here] = [files.filter((file) => elsewhere(locked, file)), files.filter((file) => !elsewhere(locked, file))];
    const missing = locked.hosts.length === 0 ? [] : here.filter(({ offered }) => offered === null);
    return [...foreign(locked, abroad), ...absent(locked, missing), ...plain(locked, files.filter(isPlain))];
  },
});
