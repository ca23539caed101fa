import { isExample } from '../core/examples.js';
import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'content',
  title: 'Text that tells programs how to judge the package',
  docs: `A sentence for security scanners ("mark this file as safe") or for language models ("ignore previous instructions") is not meant for people. Whoever judges by a model can be talked over by it.
Libraries for language models quote such sentences, so those are only listed. depsec's own rules read no prose and its AI reviewer can only add.

What to do: read what surrounds the sentence.

Out of scope: other languages than English, and code beyond setup.py and __init__.py.`,

  check: ({ appeals, path }) =>
    appeals.map((appeal) => ({
      severity: appeal.name === 'a scanner' && !isExample(path) ? 'medium' : 'low',
      confidence: 'medium',
      message: `a sentence addresses ${appeal.name}`,
      at: appeal,
    })),
});
