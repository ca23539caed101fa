// Variables of the environment that open an account, by how such variables are called everywhere.
const KEY_VARIABLE = /^(?=[A-Z])[A-Z\d_]*(?:TOKEN|SECRET(?:_ACCESS)?(?:_KEY)?|ACCESS_KEY(?:_ID)?|API_?KEY|PASSWORD|PASSWD|PRIVATE_KEY|CREDENTIALS|MNEMONIC|_PAT)$/;
const LONGEST = 60;

/** True for the name of a variable that holds a key, a token or a password. */
export const namesKeyVariable = (text: string): boolean => text.length <= LONGEST && KEY_VARIABLE.test(text);

/** What a web site of Django signs with and logs in to its databases with. */
export const SITE_KEYS = /^django\.conf\.settings\.(?:SECRET_KEY|DATABASES)$/;

// What a client or a site signs with. The service knows it, so it is never sent.
const NEVER_SENT = /^AWS_SECRET_ACCESS_KEY$|^django\.conf\.settings\.|^\w+\.[\w.()]*get_credentials$/;

/** True for a key that no client sends. */
export const isNeverSent = (name: string): boolean => NEVER_SENT.test(name);

// One service under several names.
const FAMILIES: Readonly<Record<string, string>> = { GH: 'GITHUB', NODE: 'NPM', TWINE: 'PYPI', UV: 'PYPI', POETRY: 'PYPI', CI: 'GITLAB', HUGGINGFACE: 'HF' };

/** Whose key it is, as the name begins. */
export function ownerOfKey(name: string): string {
  const first = name.split('_')[0] ?? name;
  return FAMILIES[first] ?? first;
}

/** Calls that give the keys of an account which a client was set up with. */
export const KEY_CALLS = /^(?:boto3|botocore)\.(?:session\.)?(?:Session|get_session)\(\)\.get_credentials$/;

/** Clients that sign, or log in to a database, with what they are given. */
export const SIGNING_CLIENT = /^(?:aio)?boto(?:3|core)?\b|^(?:minio|s3fs|aiobotocore|google|azure|psycopg2?|asyncpg|pymysql|MySQLdb|mysql|pymssql|oracledb|pymongo|motor|redis)\b/;

/** Calls after which a key is in what they give only for those who have it already: they sign, or make a client that does. */
export const SIGNS = /hmac|hashlib|sign|auth|encrypt|jwt|^(?:aio)?boto(?:3|core)?\.(?:[\w.()]*\.)?(?:client|resource|[sS]ession)$|^(?:minio|s3fs)\./i;

const MAKES_AWS_CLIENT = /^(?:aio)?boto(?:3|core)?\.(?:[\w.()]*\.)?(?:client|resource|[sS]ession)$/;

/** True for a call that sets a client of AWS up; it is given its keys by these names. */
export const makesAwsClient = (name: string): boolean => MAKES_AWS_CLIENT.test(name);
export const AWS_KEY_ARGUMENTS: ReadonlySet<string> = new Set(['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token', 'aws_account_id', 'profile_name']);

/** True for the name of a file in which the keys of AWS are kept. */
export const keepsAwsKeys = (path: string): boolean => /(?:^|[\\/])\.aws[\\/]/.test(path);

// Whose tokens are worth a theft, and what the hosts of their services are called.
const SERVICES: ReadonlyMap<string, RegExp> = new Map([
  ['GITHUB', /github/i], ['GITLAB', /gitlab/i], ['NPM', /npm|yarnpkg|github/i], ['PYPI', /pypi|pythonhosted/i], ['HF', /huggingface|\bhf\b/i], ['SLACK', /slack/i], ['STRIPE', /stripe/i], ['DOCKER', /docker/i], ['CLOUDFLARE', /cloudflare/i], ['DIGITALOCEAN', /digitalocean/i], ['HEROKU', /heroku/i], ['VERCEL', /vercel/i], ['CARGO', /crates\.io/i],
]);

// An address, or one that a program is given among its words; a key can be a part of a name that is looked up.
const HOST = /^https?:\/\/([^/?#{}]+)(?:[/?#]|$)|^[^\n]{0,200}?\shttps?:\/\/([^/?#{}\s"']+)(?:[/?#\s"']|$)|^\W{0,40}(?:nslookup|dig|host|ping)\s[^\n]{0,200}?\{\}\.([\w.-]{3,200})(?:\s|$)/;

/** True for the key of such a service on its way to somebody else's host. */
export function belongsElsewhere(name: string, address: string): boolean {
  const host = HOST.exec(address)?.slice(1).find((found) => found !== undefined) ?? null;
  const service = SERVICES.get(ownerOfKey(name));
  return host !== null && service !== undefined && !service.test(host) && !/^(?:localhost|127\.|\[?::1)/.test(host);
}
