import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';

// What the documentation of each system lists, as far as these files could use it; any other key would be ignored there without a word.
const text = { type: 'string', minLength: 1 } as const;
const texts = { type: 'array', items: { type: 'string' } } as const;
const flag = { type: 'boolean' } as const;

const closed = (properties: object, required: readonly string[] = []): object => ({ type: 'object', properties, required, additionalProperties: false });
const mapOf = (values: object): object => ({ type: 'object', additionalProperties: values, minProperties: 1 });

// pre-commit, "Creating new hooks".
const hooks = {
  type: 'array', minItems: 1,
  items: closed({
    id: { type: 'string', pattern: '^[a-z][a-z-]*$' }, name: text, entry: text,
    language: { enum: ['conda', 'coursier', 'dart', 'docker', 'docker_image', 'dotnet', 'fail', 'golang', 'haskell', 'julia', 'lua', 'node', 'perl', 'pygrep', 'python', 'r', 'ruby', 'rust', 'script', 'swift', 'system', 'unsupported', 'unsupported_script'] },
    files: text, exclude: text, types: texts, types_or: texts, exclude_types: texts, always_run: flag, fail_fast: flag, verbose: flag, pass_filenames: flag, require_serial: flag,
    description: text, language_version: text, minimum_pre_commit_version: text, args: texts, additional_dependencies: texts,
    stages: { type: 'array', items: { enum: ['commit-msg', 'post-checkout', 'post-commit', 'post-merge', 'post-rewrite', 'pre-commit', 'pre-merge-commit', 'pre-push', 'pre-rebase', 'prepare-commit-msg', 'manual'] } },
  }, ['id', 'name', 'entry', 'language']),
};

// GitHub, "Metadata syntax": a composite action. A step runs a script, which needs a shell, or uses an action.
const common = { name: text, id: { type: 'string', pattern: '^[A-Za-z_][\\w-]*$' }, if: text, 'continue-on-error': flag };
const variables = mapOf({ type: ['string', 'number', 'boolean'] });
const action = closed({
  name: text, author: text, description: text,
  branding: closed({ icon: text, color: { enum: ['white', 'black', 'yellow', 'blue', 'green', 'orange', 'red', 'purple', 'gray-dark'] } }, ['icon', 'color']),
  inputs: mapOf(closed({ description: text, required: flag, default: { type: 'string' }, deprecationMessage: text }, ['description'])),
  outputs: mapOf(closed({ description: text, value: text }, ['description', 'value'])),
  runs: closed({
    using: { const: 'composite' },
    steps: { type: 'array', minItems: 1, items: { oneOf: [closed({ ...common, run: text, shell: text, env: variables, 'working-directory': text }, ['run', 'shell']), closed({ ...common, uses: text, with: variables, env: variables }, ['uses'])] } },
  }, ['using', 'steps']),
}, ['name', 'description', 'runs']);

// GitLab, "CI/CD components" and "CI/CD YAML syntax": the header tells the inputs, the second document the jobs.
const header = closed({ spec: closed({ inputs: mapOf(closed({ description: text, default: {}, options: { type: 'array' }, regex: text, type: { enum: ['array', 'boolean', 'number', 'string'] } })) }, ['inputs']) }, ['spec']);
const job = closed({
  stage: text, image: text, variables, script: { type: 'array', items: text, minItems: 1 }, before_script: texts, rules: { type: 'array' }, allow_failure: {}, needs: { type: 'array' }, interruptible: flag, timeout: text,
  artifacts: closed({ when: { enum: ['on_success', 'on_failure', 'always'] }, paths: texts, expire_in: text, reports: closed({ cyclonedx: {}, junit: {}, sast: {}, dependency_scanning: {}, codequality: {} }) }),
}, ['script']);

const documents = (path: string): readonly unknown[] => [parseAllDocuments(readFileSync(path, 'utf8'))].flat().map((document): unknown => document.toJS());

function errorsOf(schema: object, document: unknown): readonly string[] {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  ajv.validate(schema, document);
  return (ajv.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}

test.each<[string, number, object]>([
  ['.pre-commit-hooks.yaml', 0, hooks],
  ['action.yml', 0, action],
  ['templates/depsec.yml', 0, header],
  ['templates/depsec.yml', 1, mapOf(job)],
])('%s, document %i, has the shape that is documented for it', (path, index, schema) => {
  expect(errorsOf(schema, documents(path)[index])).toEqual([]);
});

test('a key that is not documented and one that is missing are seen', () => {
  expect(errorsOf(hooks, [{ id: 'x', name: 'x', entry: 'x', langauge: 'node' }])).toHaveLength(2);
  expect(errorsOf(action, { name: 'x', description: 'x', runs: { using: 'composite', steps: [{ run: 'true' }] } }).length).toBeGreaterThan(0);
});
