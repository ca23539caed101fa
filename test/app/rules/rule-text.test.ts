import { expect, test } from 'vitest';
import { ruleText } from '../../../src/app/rules/rule-text.js';
import { listRules, ruleById } from '../../../src/app/rules.js';

const textOf = (docs: string): ReturnType<typeof ruleText> => ruleText('sample', { kind: 'source', title: 'Does something odd', docs });

test('docs are taken apart into what it means, what to do and what is out of scope', () => {
  expect(textOf('It looks at a\nthing. Honest code does not.\n\nMore of it.\n\nWhat to do: read it.\n\nOut of scope: the\nrest.')).toEqual({
    id: 'sample', kind: 'source', title: 'Does something odd',
    summary: 'It looks at a thing.',
    about: ['It looks at a thing. Honest code does not.', 'More of it.'],
    whatToDo: 'Read it.',
    outOfScope: 'The rest.',
  });
});

test('sections inside a line, in another order or missing are found as well', () => {
  expect(textOf('Odd. Out of scope for now: others. What to do: wait.')).toMatchObject({ about: ['Odd.'], outOfScope: 'Others.', whatToDo: 'Wait.' });
  expect(textOf('Odd')).toMatchObject({ summary: 'Odd', about: ['Odd'], whatToDo: null, outOfScope: null });
});

test('every rule is listed, says what it means in a sentence that ends, and leaves no heading in its text', () => {
  const listed = listRules();
  const texts = listed.about === 'rules' ? listed.rules : [];
  expect(texts.length).toBeGreaterThan(10);
  for (const { about, summary, whatToDo } of texts) {
    expect(summary).toMatch(/[.!?]$/);
    expect(about.length).toBeGreaterThan(0);
    expect([...about, whatToDo ?? ''].join(' ')).not.toMatch(/What to do|Out of scope/);
  }
});

test('names of ordinary object properties are no rules', () => {
  expect(ruleById('constructor')).toBeNull();
});
