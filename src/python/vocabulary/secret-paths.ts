// Files that keep keys, passwords, cookies and wallets, by what they are for. Those of browsers need their folder or exact name, because "Cookies" alone is an ordinary word.
const HOME = String.raw`(?:^|[\\/~])`;
const FILE = String.raw`(?:^|[\\/])`;
const ACCOUNTS = [
  String.raw`${HOME}\.ssh(?:[\\/]|$)|${FILE}id_(?:rsa|dsa|ecdsa|ed25519)$|${HOME}\.gnupg(?:[\\/]|$)|${HOME}\.password-store(?:[\\/]|$)|${HOME}\.local[\\/]+share[\\/]+(?:keyrings|kwalletd)(?:[\\/]|$)|${HOME}\.putty[\\/]+sessions|${HOME}\.(?:step[\\/]+secrets|tsh[\\/]+keys)(?:[\\/]|$)|${HOME}\.config[\\/]+(?:sops[\\/]+age|op)[\\/]`,
  String.raw`${HOME}\.aws(?:$|[\\/]+(?:credentials|config|sso|\*))|${HOME}\.azure(?:$|[\\/]+(?:accessTokens|msal_token_cache|azureProfile))|${HOME}\.config[\\/]+gcloud|application_default_credentials\.json$|${HOME}\.(?:boto|s3cfg|oci[\\/]+config)$`,
  String.raw`${HOME}\.kube(?:$|[\\/]+config)|${HOME}\.docker[\\/]+config\.json|${HOME}\.dockercfg$|${HOME}\.terraform\.d[\\/]+credentials|${HOME}\.terraformrc$|${HOME}\.config[\\/]+doctl[\\/]`,
  String.raw`${HOME}\.(?:npmrc|yarnrc(?:\.yml)?|pypirc|git-credentials|netrc|pgpass|my\.cnf)$|${HOME}\.config[\\/]+(?:git[\\/]+credentials|hub)$|${HOME}\.(?:gem|cargo)[\\/]+credentials(?:\.toml)?$|${HOME}\.composer[\\/]+auth\.json$|${HOME}\.m2[\\/]+settings(?:-security)?\.xml$`,
  String.raw`\/etc\/(?:shadow|gshadow|passwd|sudoers)$|^\/proc\/[^/]+\/(?:environ|mem)$|${HOME}\.(?:bash|zsh|sh|python|psql|mysql|node_repl|sqlite)_history$|fish[\\/]+fish_history$|ConsoleHost_history\.txt$`,
];
const PROGRAMS = [
  String.raw`${FILE}Login Data(?: For Account)?(?:$|[\\/])|Local Storage[\\/]+leveldb|Local Extension Settings(?:$|[\\/])|User Data[\\/]+(?:Default|Local State)|[\\/]Network[\\/]+Cookies$|${FILE}(?:cookies\.sqlite|key[34]\.db|logins\.json|signons\.sqlite|Cookies\.binarycookies)$`,
  String.raw`(?:Google[\\/]+Chrome|google-chrome|chromium|BraveSoftware|Microsoft[\\/]+Edge|Vivaldi|Slack|discord|Opera Software)\b[^\n]{0,80}[\\/](?:Cookies|Web Data|Local State|storage)$`,
  // All that one browser keeps, by the folder of its user's profiles.
  String.raw`${FILE}(?:Google[\\/]+Chrome(?: Beta| SxS)?|BraveSoftware[\\/]+Brave-Browser|Microsoft[\\/]+Edge|Yandex[\\/]+YandexBrowser|Opera Software[\\/]+Opera(?: GX)? Stable|Vivaldi)(?:[\\/]+User Data)?[\\/]*$|${HOME}\.config[\\/]+(?:google-chrome|chromium|microsoft-edge|vivaldi|opera)[\\/]*$|(?:\.mozilla[\\/]+firefox|Firefox[\\/]+Profiles)[\\/]*$`,
  // The same of wallets, chats and safes for passwords.
  String.raw`(?:Roaming|%APPDATA%|\.config|Application Support)[\\/]+(?:Exodus|atomic|Guarda|Coinomi|com\.liberty\.jaxx|Ledger Live|Zcash|Armory|Bitcoin|Litecoin|Electrum|discord\w*|Telegram Desktop|Signal|Bitwarden|1Password|KeePass(?:XC)?)[\\/]*$|${HOME}\.(?:bitcoin|litecoin|dogecoin|electrum|ethereum|bitmonero|zcash|dashcore)[\\/]*$`,
  String.raw`Library[\\/]+Keychains(?:[\\/]|$)|login\.keychain(?:-db)?$|Library[\\/]+Messages[\\/]+chat\.db$|discordcanary|Telegram ?Desktop[\\/]+tdata|${HOME}\.thunderbird(?:[\\/]|$)|Signal[\\/]+(?:sql[\\/]+db\.sqlite|config\.json)$`,
  String.raw`wallet\.dat$|nkbihfbeogaeaoehlefnkodbefgpgknn|(?:^|[\\/])Exodus[\\/]+exodus\.wallet|(?:^|[\\/])\.?Electrum[\\/]+wallets|solana[\\/]+id\.json$|${HOME}\.config[\\/]+solana[\\/]*$|Ethereum[\\/]+keystore|Coinomi[\\/]+Coinomi[\\/]+wallets|Guarda[\\/]+Local Storage|atomic[\\/]+Local Storage`,
  String.raw`\.kdbx$|(?:Bitwarden|1Password|LastPass|KeePass(?:XC)?)[\\/]+[\w. -]*(?:data\.json|\.sqlite|vault)|FileZilla[\\/]+(?:recentservers|sitemanager)\.xml|loginusers\.vdf$|globalStorage[\\/]+state\.vscdb$|Steam[\\/]+config(?:[\\/]|$)|Growtopia[\\/]+save\.dat|launcher_(?:accounts|profiles)\.json$`,
];
// Those that a program of the same maker, or for the same service, reads to use what they hold there.
const OWN_TOKENS = [
  String.raw`secrets[\\/]kubernetes\.io[\\/]|${HOME}\.vault-token$|${HOME}\.config[\\/]+gh[\\/]+hosts\.yml$|${HOME}\.claude(?:\.json$|[\\/]+\.credentials\.json$)|${HOME}\.(?:codex[\\/]+auth|gemini[\\/]+oauth_creds)\.json$|${HOME}\.config[\\/]+github-copilot[\\/]`,
  // Of services for models, data, hosting and deployment, each by the file that its own client writes.
  String.raw`${HOME}\.(?:cache[\\/]+)?huggingface[\\/]+(?:token|stored_tokens)$|${HOME}\.(?:kaggle[\\/]+kaggle\.json|databrickscfg|dbt[\\/]+profiles\.yml|snowflake[\\/]+(?:connections|config)\.toml|wakatime\.cfg|clasprc\.json|ansible[\\/]+vault_pass\w*)$`,
  String.raw`${HOME}\.(?:pulumi[\\/]+credentials|vercel[\\/]+auth|netlify[\\/]+config|heroku[\\/]+credentials|expo[\\/]+state|cursor[\\/]+mcp|continue[\\/]+config|slack[\\/]+credentials)(?:\.json|\.ya?ml)?$|${HOME}\.(?:fly[\\/]+config\.yml|supabase[\\/]+access-token)$|${HOME}\.local[\\/]+share[\\/]+com\.vercel\.cli[\\/]`,
  String.raw`${HOME}\.(?:config[\\/]+rclone[\\/]+)?\.?rclone\.conf$|${HOME}\.config[\\/]+(?:pip[\\/]+pip\.conf|pypoetry[\\/]+auth\.toml|glab-cli[\\/]+config\.yml|configstore[\\/]|gspread[\\/]+\w*(?:account|credentials|user)\w*\.json|anthropic[\\/]|openai[\\/]|mcp[\\/])|${HOME}\.pip[\\/]+pip\.conf$|${HOME}\.gradle[\\/]+gradle\.properties$|${HOME}\.nuget[\\/]+NuGet\.Config$`,
  // Where each client of that cloud looks for them.
  String.raw`gcloud[\\/]+application_default_credentials\.json$`,
  // A file of settings for one project.
  String.raw`${FILE}\.env(?:\.(?:local|prod|production|dev|development))?$`,
];
const OWN_TOKEN = new RegExp(OWN_TOKENS.join('|'), 'i');
const SECRET_PATH = new RegExp([...ACCOUNTS, ...PROGRAMS, ...OWN_TOKENS].join('|'), 'i');

// The few names of stores that are spelled without a dot or a slash; the letters of the last are those of browsers' extensions.
const SPELLED_PLAINLY = /(?:Login|Web) Data|Local (?:State|Extension)|discord|Lightcord|Ledger Live|TronLink|id_|CoreFTP|Total Commander|NordVPN|ProtonVPN|FoxMail|[a-p]{32}/i;

/** One look at a text for all patterns of files that keep secrets: most texts can be none of them. */
export const mayNameFile = (text: string): boolean => /[\\/.]/.test(text) || SPELLED_PLAINLY.test(text);

/** True when the text names a file that keeps secrets. */
export function namesSecretPath(text: string): boolean {
  return text.length < 1000 && mayNameFile(text) && SECRET_PATH.test(text);
}

// A private key proves who one is where it lies.
const PRIVATE_KEY = new RegExp(String.raw`${FILE}id_(?:rsa|dsa|ecdsa|ed25519)$`);

/** True for a file whose content no client ever sends. */
export const namesPrivateKey = (path: string): boolean => PRIVATE_KEY.test(path);

const KEEPER = new RegExp(String.raw`${HOME}\.(?:config[\\/]+)?(ssh|gnupg|aws|azure|gcloud|kube|docker|terraform\.d|npmrc|pypirc|netrc|pgpass|git-credentials|gh)(?:[\\/]|$)`);

/** Whose file it is, of those that each keep the keys to one service or kind of service; null for others. */
export const keeperOf = (path: string): string | null => KEEPER.exec(path)?.[1] ?? null;

/** True for a file that a client of one service reads to use it there; whoever reads it unasked does so for somebody else. */
export const namesOwnToken = (path: string): boolean => OWN_TOKEN.test(path);
