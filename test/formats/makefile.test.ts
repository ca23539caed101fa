import { expect, test } from 'vitest';
import { makeCommands } from '../../src/formats/makefile.js';

const made = (text: string, ...goals: readonly string[]): readonly string[] => makeCommands(text, goals).map(({ text: command, line }) => `${line}: ${command}`);

test('the first goal is made, with what it needs, and no other', () => {
  expect(made('.PHONY: all\nall: leaf\n\techo all\nleaf:\n\techo leaf\nbark:\n\techo bark\n')).toEqual(['3: echo all', '5: echo leaf']);
});

test('goals that are named are made instead, each once', () => {
  const text = 'all:\n\techo all\nleaf: bark\n\t@echo leaf\nbark: leaf\n\t-echo bark\n';
  expect(made(text, 'leaf')).toEqual(['4: echo leaf', '6: echo bark']);
});

test('variables are filled in, in goals, in what they need and in commands', () => {
  expect(made('WHO := leaf\nSAY = echo $(WHO)\n$(WHO)s: ${WHO}.o\n\t$(SAY) $$HOME\nleaf.o:\n\techo o\n')).toEqual(['4: echo leaf $HOME', '6: echo o']);
});

test('rules for any file of a kind count, and so does a command behind a semicolon or over several lines', () => {
  expect(made('all: leaf.o ; echo all \\\n  more\n%.o: %.c\n\techo o\n.c.s:\n\techo s\n')).toEqual(['4: echo o', '6: echo s', '1: echo all  more']);
});

test('what make runs while it reads is run whatever the goal', () => {
  expect(made('NOW := $(shell echo now)\nTHEN != echo then\nleaf:\n\techo leaf\nbark:\n\techo bark\n', 'bark')).toEqual(['1: echo now', '2: echo then', '6: echo bark']);
});

test('a file that names itself, or is nothing but names, ends', () => {
  expect(made('A = $(B)$(B)\nB = $(A)$(A)\nall: $(A)\n\techo $(A)\n')).toHaveLength(1);
  const many = Array.from({ length: 500 }, (_, at) => `t${at}: ${Array.from({ length: 400 }, (_each, need) => `n${at}-${need}`).join(' ')}`).join('\n');
  expect(made(many)).toEqual([]);
});

test('rules and blank lines before it hide no goal', () => {
  expect(made(`${'\n'.repeat(6_000)}${Array.from({ length: 600 }, (_, at) => `t${at}:\n`).join('')}all:\n\techo all\n`, 'all')).toEqual(['6602: echo all']);
});
