import { defineRule } from '../core/rule.js';

const HOOK = /^(?:sitecustomize|usercustomize)(?:\.py[co]?$|\.[^/]*(?:so|pyd)$|\/__init__\.)/i;

export default defineRule({
  kind: 'package',
  title: 'Brings a module that every Python imports when it starts',
  docs: `sitecustomize and usercustomize are imported by every start of every Python of an environment, and there can be one of each: they belong to the machine's owner. Tools that need one keep it in a folder that they put on the path themselves.

What to do: read the module; do not install it into an environment that has other work to do.

Out of scope: such modules in deeper folders, and .pth files, which have a rule of their own.`,

  check: ({ wheel }) =>
    (wheel?.installed ?? []).flatMap(({ root, path, member }) => {
      if (root !== 'library' || member === null || !HOOK.test(path)) return [];
      return [{ severity: 'medium', message: `${path} runs whenever Python starts`, file: member }] as const;
    }),
});
