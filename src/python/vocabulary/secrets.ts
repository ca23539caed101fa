// Files that keep keys, passwords, cookies and wallets. Browsers' files need their folder or exact name, because "Cookies" alone is an ordinary word.
const SECRET_PATH =
  /(?:^|[\\/~])\.ssh(?:[\\/]|$)|(?:^|[\\/])id_(?:rsa|dsa|ecdsa|ed25519)$|(?:^|[\\/~])\.aws[\\/](?:credentials|config)|(?:^|[\\/~])\.(?:npmrc|pypirc|git-credentials|netrc|pgpass)$|(?:^|[\\/~])\.kube[\\/]config|(?:^|[\\/~])\.docker[\\/]config\.json|(?:^|[\\/~])\.config[\\/]gcloud|(?:^|[\\/])Login Data(?:$|[\\/])|Local Storage[\\/]+leveldb|User Data[\\/]+(?:Default|Local State)|wallet\.dat$|nkbihfbeogaeaoehlefnkodbefgpgknn|\/etc\/(?:shadow|passwd)$|(?:^|[\\/])(?:cookies\.sqlite|key[34]\.db|logins\.json)$|(?:^|[\\/~])\.(?:bash|zsh|python)_history$|discordcanary|Telegram Desktop[\\/]+tdata|[\\/]Exodus[\\/]+exodus\.wallet|[\\/]Electrum[\\/]+wallets/i;

/** True when the text names a file that keeps secrets. */
export function namesSecretPath(text: string): boolean {
  return text.length < 1000 && SECRET_PATH.test(text);
}

/** Calls that read the file (or list the folder) named by their argument or object. */
export const FILE_READERS: ReadonlySet<string> = new Set([
  'open', 'io.open', 'codecs.open', 'os.open', 'os.listdir', 'os.scandir', 'os.walk', 'glob.glob', 'glob.iglob', 'shutil.copy', 'shutil.copy2', 'shutil.copyfile', 'shutil.copytree',
  'shutil.make_archive', 'sqlite3.connect', 'zipfile.ZipFile().write', 'tarfile.open().add',
]);

/** Methods of a path object that read the file. */
export const PATH_READERS: ReadonlySet<string> = new Set(['read_text', 'read_bytes', 'open', 'iterdir', 'glob', 'rglob']);

/** Calls that tell who and where the user is. Plain platform names are left out: every client tells its own. */
export const HOST_IDENTITY: ReadonlySet<string> = new Set([
  'socket.gethostname', 'socket.getfqdn', 'platform.node', 'platform.uname', 'os.uname', 'os.getlogin', 'getpass.getuser', 'uuid.getnode', 'pwd.getpwuid', 'psutil.users', 'psutil.net_if_addrs',
]);
