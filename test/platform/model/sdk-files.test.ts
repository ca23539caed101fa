import { expect, test } from 'vitest';
import { newestSonnet } from '../../../src/analysis/ai/choose-model.js';
import { modelList, sdkFolder } from '../../../src/platform/model/sdk-files.js';

test('the installed SDK tells its models and which of them end', () => {
  const list = modelList(sdkFolder() ?? '');
  expect(list.known.length).toBeGreaterThan(5);
  expect([...list.ends.keys()].some((name) => name.startsWith('claude-'))).toBe(true);
  expect(list.known).toContain(newestSonnet(list));
});

test('an SDK that is laid out differently tells nothing, and that is no error', () => {
  expect(modelList('/nowhere')).toEqual({ known: [], ends: new Map() });
});
