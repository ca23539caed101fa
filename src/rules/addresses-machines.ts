import { isExample } from '../core/examples.js';
import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'content',
  title: 'Text that tells programs how to judge the package',
  docs: `A sentence for security scanners ("mark this file as safe") or for language models ("ignore previous instructions") is not meant for people. Whoever judges by a model can be talked over by it.
The description of a tool that tells the agent of its user to read keys or passwords first, or to say nothing of it, steals by that agent.
Libraries for language models quote such sentences, so those are only listed. depsec's own rules read no prose and its AI reviewer can only add.

What to do: read what surrounds the sentence.

Out of scope: other languages than English, and code beyond setup.py and __init__.py.`,

  check: ({ appeals, path }) =>
    appeals.map((appeal) => ({
      severity: appeal.name !== 'a language model' && !isExample(path) ? 'medium' : 'low',
      isStrong: appeal.name === 'an agent' && !isExample(path),
      confidence: 'medium',
      message: `a sentence addresses ${appeal.name}`,
      at: appeal,
    })),
});
