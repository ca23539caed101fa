import type { MemberFacts } from '../core/facts/member-facts.js';
import { defineRule } from '../core/rule.js';

// Names under which nobody looks for a program.
const DISGUISE = /\.(?:png|jpe?g|gif|ico|bmp|webp|svg|txt|md|rst|json|ya?ml|toml|cfg|ini|csv|xml|html?|css|jsx?|tsx?|map|log|pdf|docx?|xlsx?|mp[34]|wav|ttf|woff2?|pem|crt|lock|typed|pyi)$/i;
const PROGRAM_FOR_WINDOWS = /\.(?:scr|com|pif|msi|vbs|vbe|hta|wsf|lnk)$/i;

const isDisguised = ({ kind, path }: MemberFacts): boolean => kind === 'native' && DISGUISE.test(path);

export default defineRule({
  kind: 'package',
  title: 'Machine code where nobody expects any',
  docs: `A wheel for any machine holds Python, and a picture is no program. Some honest wheels bring launchers for Windows all the same (pip, setuptools, selenium), so that alone is only listed.
A program under the suffix of a picture or a text has no honest reason.

What to do: find out what loads or starts the file.

Out of scope: machine code inside of archives, behind a prefix of other bytes, and in files that have no suffix at all.`,

  check: ({ members, wheel }) => {
    const disguised = members.filter(isDisguised).map(({ path }) => ({ severity: 'medium', isStrong: true, message: `${path} is a program under a name of something else`, file: path }) as const);
    const strange = wheel?.isForAnyMachine === true ? members.filter((member) => (member.kind === 'native' && !isDisguised(member)) || PROGRAM_FOR_WINDOWS.test(member.path)) : [];
    return [...disguised, ...strange.slice(0, 5).map(({ path }) => ({ severity: 'low', message: `${path} is a program in a wheel for any machine`, file: path }) as const)];
  },
});
