import type { TextMark } from '../../core/facts/source-facts.js';
import { mayNameFile } from './secret-paths.js';
import { isWalletPattern } from './wallet-patterns.js';

// Whole tokens, so that placeholders in examples (`<token>`, T00000000/B00000000/XXXX) do not count.
const TOKENS: readonly (readonly [RegExp, TextMark, string])[] = [
  [/discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/\d{16,20}\/(?=[\w-]*\d)[\w-]{55,}/i, 'drop-token', 'a Discord webhook'],
  // What stands before the number is looked at behind it, so that only numbers are looked at.
  [/\d{8,10}(?<=(?:^|bot|[^\w-])\d{8,10}):AA[\w-]{32,33}(?![\w-])/, 'drop-token', 'the token of a Telegram bot'],
  [/hooks\.slack\.com\/services\/T(?!0{6})\w{7,}\/B(?!0{6})\w{7,}\/(?!X{6})\w{20,}/i, 'drop-token', 'a Slack webhook'],
  // How the tokens of Discord look, as a pattern to search files for.
  [/\[\\w-\]\{2[46]\}\\?\.\[\\w-\]\{6\}|mfa\\?\.\[\\w-\]\{84\}|dQw4w9WgXcQ:/, 'token-hunt', 'a pattern for the tokens of Discord'],
  // How miners join a pool.
  [/\bstratum\d?\+(?:tcp|ssl|tls|udp):\/\/|(?:^|["'])mining\.(?:subscribe|authorize)\b|--donate-level(?:[= ]|$)|\brandomx?:\/\//i, 'mining', 'the address of a pool of miners, or what they say to one'],
];
const LONGEST = 20_000;
// Each of them holds one of these characters.
const MAY_BE_TOKEN = /[\\/:[]|^mining\.|--donate/;

/** What makes a constant text remarkable by itself, with words for it. */
export function textMarks(text: string): readonly { readonly mark: TextMark; readonly name: string }[] {
  if (text.length < 8 || text.length > LONGEST) return [];
  const tokens = MAY_BE_TOKEN.test(text) ? TOKENS.flatMap(([pattern, mark, name]) => (pattern.test(text) ? [{ mark, name }] : [])) : [];
  const wallets = isWalletPattern(text) ? [{ mark: 'wallet-pattern' as const, name: 'a pattern for the addresses of wallets' }] : [];
  return [...tokens, ...wallets, ...storesNamed(text).map((name) => ({ mark: 'secret-store' as const, name }))];
}

// What other programs keep for their users, by the kind of program. Paths only: a word alone is ordinary prose.
const STORES: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[\\/])(?:Login Data|Local State|Web Data)$|[\\/]User Data(?:$|[\\/])|(?:^|[\\/])(?:cookies\.sqlite|key[34]\.db|logins\.json)$|[\\/]Network[\\/]+Cookies$|Opera Software[\\/]+Opera|BraveSoftware[\\/]+Brave/i, 'browsers'],
  [/discord(?:canary|ptb)|Lightcord|Local Storage[\\/]+leveldb/i, 'chat programs'],
  [/Telegram Desktop[\\/]+tdata/i, 'chat programs'],
  [/(?:^|[\\/])Exodus[\\/]|[\\/]Exodus$|(?:^|[\\/])Electrum[\\/]|com\.liberty\.jaxx|Ethereum[\\/]+keystore|wallet\.dat$|[\\/][^\\/]+\.wallet$|Coinomi[\\/]|Armory[\\/]|Guarda[\\/]|bytecoin[\\/]|Wasabi(?:Wallet)?[\\/]|Zcash(?:[\\/]|$)|Ledger Live|Binance[\\/]|TronLink|ibnejdfjmmkpcnlpebklmnkoeoihofec|bfnaelmomeimhlpmgjnjophhpkkoljpa|fhbohimaelbohpjbbldcngcnapndodjp|hnfanknocfeofbddgcijnmhnfnkdnaad|nkbihfbeogaeaoehlefnkodbefgpgknn|atomic[\\/]+Local Storage|[\\/]\.?solana[\\/]id\.json/i, 'wallets'],
  [/(?:^|[\\/~])\.ssh(?:[\\/]|$)|(?:^|[\\/])id_(?:rsa|dsa|ecdsa|ed25519)$/, 'ssh'],
  [/(?:^|[\\/~])\.aws[\\/]credentials|(?:^|[\\/~])\.kube[\\/]config|(?:^|[\\/~])\.config[\\/]gcloud|(?:^|[\\/~])\.azure[\\/]/, 'cloud accounts'],
  [/(?:^|[\\/~])\.(?:npmrc|pypirc|git-credentials|netrc)$/, 'package indexes'],
  [/(?:^|[\\/~])\.(?:bash|zsh|sh|python|psql|mysql|node_repl)_?history$|ConsoleHost_history\.txt$/i, 'histories of shells'],
  [/\.kdbx$|KeePass(?:XC)?[\\/]|Bitwarden[\\/]|1Password[\\/]|LastPass[\\/]|hdokiejnpimakedhajhdlcegeplioahd|nngceckbapebfimnlniiiahkandclblb/i, 'password managers'],
  [/FileZilla[\\/]|recentservers\.xml|sitemanager\.xml|WinSCP[\\/]|CoreFTP|Total Commander[\\/]|\.ovpn$|NordVPN|ProtonVPN|OpenVPN Connect[\\/]/i, 'connections to other machines'],
  [/Thunderbird[\\/]Profiles|Outlook[\\/]Profiles|FoxMail/i, 'mail'],
  [/\.minecraft[\\/]|loginusers\.vdf|Growtopia[\\/]+save\.dat|\.ROBLOSECURITY/i, 'games'],
];
const LONGEST_PATH = 300;

/** Programs that keep for their users what nobody else has to read: passwords, sessions, money. Cookies and histories have other readers, and so have keys for machines and accounts. */
const PRIVATE: ReadonlySet<string> = new Set(['browsers', 'chat programs', 'wallets', 'password managers', 'mail', 'games']);
const SHARED = /cookies|history/i;

/** True for a path at which another program keeps its user's passwords, sessions or money. */
export const isOfOtherProgram = (path: string): boolean => !SHARED.test(path) && storesNamed(path).some((name) => PRIVATE.has(name));

function storesNamed(text: string): readonly string[] {
  if (text.length > LONGEST_PATH || !mayNameFile(text)) return [];
  return [...new Set(STORES.flatMap(([pattern, name]) => (pattern.test(text) ? [name] : [])))];
}
