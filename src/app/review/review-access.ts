import type { Environment } from '../../config/environment.js';
import type { Settings } from '../../config/settings/setting-table.js';
import { serviceUrl } from '../../config/settings/url-shapes.js';
import { UserError } from '../../core/errors.js';
import { sdkFolder } from '../../platform/model/sdk-files.js';

/** What decides whether there are reviews. */
export interface ReviewWish {
  /** `--ai`: true, `--no-ai`: false, neither: null. What it means for `enable_ai` is in the settings already. */
  readonly flag: boolean | null;
  readonly settings: Pick<Settings, 'enableAi' | 'aiUrl' | 'lookups'>;
  readonly offline: boolean;
  /** `--no-lookups` was given. */
  readonly asksIndexOnly: boolean;
  readonly environment: Environment;
  readonly cwd: string;
}

const USUAL_URL = 'https://api.anthropic.com';

const valueOf = ({ variables }: Environment, name: string): string | null => (Object.hasOwn(variables, name) ? variables[name]?.trim() : undefined) || null;

function demand(condition: boolean, message: string, hint: string): void {
  if (!condition) throw new UserError('bad-arguments', message, { hint });
}

/** What a review needs. `baseUrl` is null where the one that the environment names would send code unencrypted. */
export interface ReviewAccess {
  readonly key: string;
  readonly sdk: string;
  readonly baseUrl: string | null;
}

function addressOf({ settings, environment, cwd, flag }: ReviewWish): string | null {
  const given = valueOf(environment, 'ANTHROPIC_BASE_URL');
  if (settings.aiUrl !== null || given === null) return settings.aiUrl ?? USUAL_URL;
  try {
    return serviceUrl.read(given, { where: 'ANTHROPIC_BASE_URL', folder: cwd, home: environment.home });
  } catch (cause) {
    // A variable that is not depsec's own must not end runs that nobody wanted a review in.
    if (flag === true || !(cause instanceof UserError)) throw cause;
    return null;
  }
}

type FindSdk = () => string | null;

function accessFor(wish: ReviewWish, findSdk: FindSdk): ReviewAccess | null {
  const key = valueOf(wish.environment, 'ANTHROPIC_API_KEY');
  const sdk = key === null ? null : findSdk();
  return key === null || sdk === null ? null : { key, sdk, baseUrl: addressOf(wish) };
}

/** What a review needs, or null where there is to be none. With `--ai` a lack is an error that says what to do (`bad-arguments`); without, nobody asked. */
export function reviewAccess(wish: ReviewWish, findSdk: FindSdk = sdkFolder): ReviewAccess | null {
  const { flag, settings, offline, environment } = wish;
  if (flag !== true) return flag === null && settings.enableAi && settings.lookups ? accessFor(wish, findSdk) : null;
  demand(settings.enableAi, "--ai: enable_ai is switched off by the system's policy", 'depsec config show tells by which file');
  demand(!offline && !wish.asksIndexOnly, `--ai and ${offline ? '--offline' : '--no-lookups'} exclude each other`, 'a review asks a service');
  demand(valueOf(environment, 'ANTHROPIC_API_KEY') !== null, '--ai: there is no key to ask with', 'set ANTHROPIC_API_KEY');
  demand(findSdk() !== null, '--ai: the package @anthropic-ai/sdk is not installed', 'npm install @anthropic-ai/sdk where depsec is installed (with -g for a global one)');
  return accessFor(wish, findSdk);
}
