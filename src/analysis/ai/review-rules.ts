/** What stands behind the findings of a review, told like a rule. */
export const reviewRules: Readonly<Record<string, { readonly kind: 'review'; readonly title: string; readonly docs: string }>> = {
  'ai-review': {
    kind: 'review',
    title: 'What a language model sees in flagged code',
    docs: `Of packages that the rules flagged, the flagged lines and what surrounds them are shown to a language model, which may add findings and can take none away.
Each of them quotes a line, and is dropped unless that line was really shown. What the model says is a description by a machine: read the line.

What to do: read the quoted line and what surrounds it. --no-ai, or enable_ai = false, switches the review off.`,
  },
  'ai-disagreement': {
    kind: 'review',
    title: 'A language model sees nothing where a rule sees something serious',
    docs: `The review by a language model reported nothing serious in code that a rule rated HIGH or CRITICAL. Texts in a package can talk a model over, so silence of this kind is told and clears nothing.

What to do: look at what the rule found. If the rule is wrong about it, waive both.`,
  },
  'ai-injection': {
    kind: 'review',
    title: 'Text beside flagged code that speaks to whoever judges it',
    docs: `Before flagged lines are shown to a language model, sentences in them that address models, agents or reviewers are looked for and marked. Flagged code that holds one is likely to want to be judged by its words.

What to do: read the sentence, and what it wants not to be looked at.

Out of scope: other languages than English, and lines that are not shown.`,
  },
};
