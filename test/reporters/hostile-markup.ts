import { untrusted } from '../../src/core/untrusted.js';
import { advisory, decision, finding, gap, run } from './build.js';

/** What would be a command, a link, a mention, a table cell, a code span, an element or a placeholder, if it were let out. */
export const HOSTILE_MARKUP = [
  '::error file=a.py,line=1::owned', '##[error]owned', '##vso[task.complete]', '| cell | cell |', '``code`', '<script>alert(1)</script>', '</script><img src=x onerror=alert(1)>', '</details></td></style>', '<!-- c', '-->', ']]>',
  '[click](https://evil.invalid/a)', '![x](https://evil.invalid/b.png)', 'https://evil.invalid/c', 'www.evil.invalid', '@someone', '#1', 'GH-2', 'a@evil.invalid', '{0} {{1}}', '\\| \\', '*bold* _em_ ~~del~~', '&lt;b&gt;', '" onload="alert(1)', "' onload='alert(1)", '$(x) `x`', '%0A::error::x', '# heading', '=1+1',
  '\u202egnp.exe', '\u2028::error::sep', 'zero\u200bwidth',
].join(' \n');

/** A run in which every text is such. */
export const hostileMarkup = run({
  command: 'audit',
  depsecVersion: '0.1.0',
  decisions: [
    decision('markup', {
      version: HOSTILE_MARKUP,
      verdict: 'blocked',
      score: 0.9,
      reasons: [HOSTILE_MARKUP],
      shownAs: HOSTILE_MARKUP,
      builtFrom: HOSTILE_MARKUP,
      neededToBuild: HOSTILE_MARKUP,
      askedFor: { file: HOSTILE_MARKUP, line: 3 },
      requires: ['friend', HOSTILE_MARKUP],
      released: { daysAgo: 1, firstDaysAgo: 2 },
      findings: [
        finding({ file: HOSTILE_MARKUP, line: 3, snippet: HOSTILE_MARKUP, message: HOSTILE_MARKUP, why: HOSTILE_MARKUP, advice: HOSTILE_MARKUP, trace: [{ what: HOSTILE_MARKUP, line: 1 }] }),
        finding({ rule: 'known-vulnerability', message: HOSTILE_MARKUP, advisory: advisory(HOSTILE_MARKUP, { aliases: [untrusted(HOSTILE_MARKUP)], summary: untrusted(HOSTILE_MARKUP), affected: untrusted(HOSTILE_MARKUP), fixedIn: untrusted(HOSTILE_MARKUP), references: [untrusted(HOSTILE_MARKUP), untrusted('javascript:alert(1)'), untrusted('https://user:pass@evil.invalid/')], published: untrusted(HOSTILE_MARKUP) }) }),
      ],
      gaps: [gap('runs', HOSTILE_MARKUP, HOSTILE_MARKUP), gap('service', HOSTILE_MARKUP, HOSTILE_MARKUP), gap('data', HOSTILE_MARKUP, HOSTILE_MARKUP)],
    }),
    decision('friend', { released: { daysAgo: 30, firstDaysAgo: 30 }, findings: [finding({ severity: 'info', message: HOSTILE_MARKUP, file: HOSTILE_MARKUP, line: 1 })] }),
  ],
  problems: [{ what: untrusted(HOSTILE_MARKUP), why: untrusted(HOSTILE_MARKUP) }],
  notices: [{ level: 'warning', text: untrusted(HOSTILE_MARKUP) }],
  satisfied: [{ name: untrusted(HOSTILE_MARKUP), version: untrusted(HOSTILE_MARKUP) }],
});
