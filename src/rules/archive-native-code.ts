import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'package',
  title: 'Holds machine code, which depsec does not read',
  docs: `Compiled parts (extension modules, shared libraries, programs) are typed and hashed, but their instructions are not judged.
Thousands of honest packages have them, so this alone says nothing against one: it tells what the verdict does not cover.
Out of scope: machine code that hides in other files and is only unpacked at run time.`,

  check: ({ members }) => {
    const native = members.filter((member) => member.kind === 'native');
    const [first] = native;
    if (first === undefined) return [];
    const bytes = native.reduce((sum, member) => sum + member.bytes, 0);
    const others = native.length === 1 ? '' : ` and ${native.length - 1} more`;
    return [{ severity: 'info', message: `native code, not read: ${first.path}${others} (${bytes} bytes)`, file: first.path }];
  },
});
