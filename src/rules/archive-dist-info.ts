import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'package',
  title: 'A wheel whose dist-info folder is missing, doubled or of another project',
  docs: `pip takes name, version and list of files of a wheel from its one dist-info folder and refuses a wheel where that is not clear.
Other tools pick one of two folders, so what such a wheel is depends on who reads it.
What to do: take another release. Out of scope: dist-info folders of vendored packages deeper inside, which are ordinary files.`,

  check: ({ wheel }) => (wheel?.problems ?? []).map((problem) => ({ severity: 'high', message: problem })),
});
