import { NATIVE_SOURCE } from '../../core/native-source.js';

const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;

/** Formats other than Python that can run or steer code, and that are looked into. */
export type MemberFormat =
  | 'byte-code' | 'pickle' | 'yaml' | 'notebook' | 'script' | 'windows-script' | 'shortcut' | 'page' | 'javascript' | 'manifest' | 'tasks' | 'agent'
  | 'settings' | 'template' | 'prose' | 'native' | 'native-source' | 'cython';

interface Recognised {
  readonly format: MemberFormat;
  readonly path: RegExp;
  /** Larger ones are told by their first bytes only. */
  readonly atMost: number;
}

// By suffix: what a member's bytes are kept for is decided before they are read.
const FORMATS: readonly Recognised[] = [
  { format: 'byte-code', path: /\.py[co]$/i, atMost: 2 * MEBIBYTE },
  { format: 'pickle', path: /\.(?:pkl|pickle|pck|p|joblib|pth?|ckpt|npy|npz|sav|dill|dat|bin|model)(?:\.gz)?$/i, atMost: 4 * MEBIBYTE },
  { format: 'yaml', path: /\.ya?ml$/i, atMost: 256 * KIBIBYTE },
  { format: 'notebook', path: /\.ipynb$/i, atMost: 2 * MEBIBYTE },
  { format: 'script', path: /\.(?:sh|bash|zsh|fish|command)$/i, atMost: 256 * KIBIBYTE },
  { format: 'windows-script', path: /\.(?:bat|cmd|ps1|psm1|vbs|vbe|hta|wsf)$/i, atMost: 256 * KIBIBYTE },
  // Completions have the names of the commands that they complete.
  { format: 'script', path: /\/(?:bash-completion\/completions|zsh\/(?:site-functions|vendor-completions)|bash_completion\.d)\/[^/.]+$/, atMost: 256 * KIBIBYTE },
  // Entries of menus, services and the registry hold commands, and so do the files of build systems other than Python's.
  { format: 'script', path: /\.(?:desktop|service|reg|plist|inf|cmake)$|(?:^|\/)(?:CMakeLists\.txt|meson\.build)$/i, atMost: 64 * KIBIBYTE },
  { format: 'shortcut', path: /\.lnk$/i, atMost: 64 * KIBIBYTE },
  { format: 'page', path: /\.(?:x?html?|svg)$/i, atMost: 32 * KIBIBYTE },
  { format: 'manifest', path: /(?:^|\/)package\.json$/i, atMost: 64 * KIBIBYTE },
  { format: 'tasks', path: /(?:^|\/)tasks\.json$|\.code-workspace$/i, atMost: 64 * KIBIBYTE },
  { format: 'agent', path: /(?:^|\/)(?:\.claude\/settings(?:\.local)?\.json|\.gemini\/settings\.json|\.(?:cursor|codex|windsurf)\/hooks\.json|\.?mcp\.json|\.?devcontainer\.json)$/i, atMost: 64 * KIBIBYTE },
  { format: 'javascript', path: /\.[cm]?js$/i, atMost: 256 * KIBIBYTE },
  { format: 'settings', path: /\.(?:json|env|ini|cfg|conf|toml|properties)$|(?:^|\/)\.env$/i, atMost: 64 * KIBIBYTE },
  { format: 'template', path: /\.(?:j2|jinja2?|tmpl|tpl)$/i, atMost: 64 * KIBIBYTE },
  { format: 'prose', path: /\.(?:md|mdc)$|(?:^|\/)(?:METADATA|PKG-INFO|README[^/]*|llms(?:-full)?\.txt|\.cursorrules)$/i, atMost: 256 * KIBIBYTE },
  { format: 'native-source', path: NATIVE_SOURCE, atMost: MEBIBYTE },
  { format: 'cython', path: /\.(?:pyx|pxi)$/i, atMost: 256 * KIBIBYTE },
  { format: 'native', path: /\.(?:exe|dll|scr|com|sys|so|dylib|pyd|node)$/i, atMost: MEBIBYTE },
];

/** The format of a member by its name; null for what is Python, or is not looked into. */
export function memberFormat(path: string): MemberFormat | null {
  return FORMATS.find((each) => each.path.test(path))?.format ?? null;
}

/** True for members whose whole content tells something. */
export function isSmallEnough({ path, bytes }: { readonly path: string; readonly bytes: number }): boolean {
  return FORMATS.some((each) => bytes <= each.atMost && each.path.test(path));
}

/** True for what a build compiles: a wheel may bring it, but nothing runs there by it. */
export function isCompiledByBuild(path: string): boolean {
  const format = memberFormat(path);
  return format === 'native-source' || format === 'cython';
}
