/** A Python object that a tag asks the loader for. */
export interface YamlTag {
  readonly name: string;
  readonly line: number;
}

// PyYAML's own tags, in the short and in the long spelling: `!!python/object/apply:os.system`, `!<tag:yaml.org,2002:python/name:os.system>`.
const TAG = /(?:!!|tag:yaml\.org,2002:)python\/(?:object\/(?:apply|new)|object|name|module):([\w.]+)/g;

/** Python names that the tags of a YAML text call or look up, with their lines. A loader that is not safe does so while loading. */
export function yamlTags(text: string): readonly YamlTag[] {
  if (!text.includes('python/')) return [];
  return text.split('\n').flatMap((content, index) => (/^\s*#/.test(content) ? [] : [...content.matchAll(TAG)].map(([, name = '']) => ({ name, line: index + 1 }))));
}
