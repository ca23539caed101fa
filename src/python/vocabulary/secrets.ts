/** Calls that read the file (or list the folder) named by their argument or object. */
export const FILE_READERS: ReadonlySet<string> = new Set([
  'open', 'io.open', 'codecs.open', 'os.open', 'os.listdir', 'os.scandir', 'os.walk', 'glob.glob', 'glob.iglob', 'shutil.copy', 'shutil.copy2', 'shutil.copyfile', 'shutil.copytree',
  'shutil.make_archive', 'sqlite3.connect', 'zipfile.ZipFile().write', 'tarfile.open().add', 'googleapiclient.http.MediaFileUpload', 'discord.File', 'aiogram.types.FSInputFile', 'aiogram.types.InputFile', 'PIL.Image.open', 'wave.open', 'cv2.imread', 'imageio.imread', 'soundfile.read', 'numpy.fromfile', 'stegano.lsb.reveal',
  'xml.etree.ElementTree.parse', 'xml.dom.minidom.parse', 'lxml.etree.parse', 'defusedxml.ElementTree.parse', 'numpy.load', 'fileinput.input', 'linecache.getline', 'linecache.getlines',
  'shelve.open', 'dbm.open', 'dbm.dumb.open',
  'configparser.ConfigParser().read', 'configparser.RawConfigParser().read',
]);

/** Calls that read a file of the package that is their first argument; the second one names it. */
export const PACKAGE_READERS: ReadonlySet<string> = new Set(['pkgutil.get_data', 'importlib.resources.read_text', 'importlib.resources.read_binary', 'importlib.resources.open_text', 'importlib.resources.open_binary', 'pkg_resources.resource_string', 'pkg_resources.resource_stream']);

/** Methods of a path object that read the file. */
export const PATH_READERS: ReadonlySet<string> = new Set(['read_text', 'read_bytes', 'open', 'iterdir', 'glob', 'rglob']);

/** Names of parameters that take what gives access to a wallet. Keys of interfaces are called otherwise, and belong on the network. */
const SECRET_PARAMETER = /^(?:(?:\w+_)?mnemonic(?:_?(?:phrase|words))?|(?:wallet_?|eth_?|sol\w*_?)private_?key|private_?key|priv_?key|(?:seed|recovery|secret)_?(?:phrase|words))$/i;

// What a class or a function for wallets calls the same.
const SECRET_KEY = /^(?:secret(?:_?key)?|phrase|words|seed)$/i;
const OF_WALLET = /key_?pair|wallet|solana|ethereum|bitcoin/i;

/** True for a parameter that takes what gives access to a wallet, by its name and that of its function. */
export const takesSecret = (parameter: string, owner: string): boolean => SECRET_PARAMETER.test(parameter) || (SECRET_KEY.test(parameter) && OF_WALLET.test(owner));

// What makes a wallet out of its key.
const OPENS_WALLET = /\b(?:(?:Keypair|PrivateKey|LocalAccount|HDWallet)\.from_\w+|\w+\.(?:from_key|from_mnemonic|from_secret_key|from_private_key|create_from_private_key|from_base58_string|privateKeyToAccount))\s*\(([^\n]{0,120})/g;
const LONGEST_READ = 8_000;

/** True for a module of another project that is there for wallets. */
export const isForWallets = (module: string): boolean => /^(?:eth_account|eth_keys|solders|solana|web3|bip_utils|bip32utils|hdwallet|bitcoinlib|tronpy|xrpl)\b/.test(module);

/** The names of what a function makes wallets out of, whatever they are. */
export const openingWallets = (body: string): ReadonlySet<string> => new Set([...body.slice(0, LONGEST_READ).matchAll(OPENS_WALLET)].flatMap(([, given = '']) => given.split(/\W+/)));

const SIGNING_KEY = /^(?:\w+_)?priv(?:ate)?_?key$/i;
const CERTIFICATE = /^(?:\w+_)?(?:cert(?:ificate)?|x509)(?:_?(?:file|path|pem|chain))?$/i;

/** True for what is called like the key of a certificate, which a connection is made with. */
export const isSigningKey = (parameter: string): boolean => SIGNING_KEY.test(parameter);

/** True for what is called like a certificate. */
export const isCertificate = (parameter: string): boolean => CERTIFICATE.test(parameter);

// Whatever is in a box of secrets is asked for by the methods of the box.
const KEEPS_SECRETS = /^secretstorage\.[\w.()]+\)$/;

/** True for what holds secrets one by one, each of which is asked for it. */
export const holdsSecrets = (name: string): boolean => KEEPS_SECRETS.test(name);

/** Calls after which a secret is in what they give only for those who have it already. */
export const SEALS = /(?:sign|encrypt|hash|digest|hmac|derive|from_key|from_mnemonic|to_address|address|pubkey|public_key|login|auth|connect|load|jwt|jws|assertion)\w*$/i;

/** A token that is made with a key. To encode a key as base64 or bytes hides nothing. */
export const SEALED_TOKEN = /^(?:jwt|jose|jws|authlib|python_jwt)\b.*encode\w*$/;

/** Variables of the environment that say who and where the user is. */
export const IDENTITY_VARIABLE = /^(?:USER|USERNAME|LOGNAME|HOSTNAME|COMPUTERNAME|USERDOMAIN)$/;

/** What the metadata service of a cloud gives, in the words of findings. */
export const CLOUD_KEYS = 'the keys of the machine';

/** What lies where somebody works, in the words of findings. */
export const WORKING_FOLDER = 'each file of the working folder';

const SECRET_COMMANDS: readonly string[] = [
  String.raw`gh\s+auth\s+token`,
  String.raw`git\s+credential(?:-\w+)?\s+(?:fill|get)`,
  String.raw`aws\s+(?:configure\s+(?:export-credentials|get\s+aws_)|sts\s+get-session-token|secretsmanager\s+get-secret-value|ssm\s+get-parameter)`,
  String.raw`gcloud\s+(?:auth\s+(?:application-default\s+)?print-(?:access|identity)-token|secrets\s+versions\s+access)`,
  String.raw`az\s+account\s+get-access-token`,
  String.raw`kubectl\s+(?:get\s+secrets?\b|config\s+view\s+--raw)`,
  String.raw`security\s+(?:find-(?:generic|internet)-password|dump-keychain)`,
  String.raw`secret-tool\s+(?:lookup|search)`,
  String.raw`vault\s+(?:kv\s+get|read|print\s+token)`,
  String.raw`op\s+(?:item|read)\s`,
  String.raw`pass\s+show\s`,
  String.raw`npm\s+config\s+get\s+\S*_auth`,
  String.raw`cmdkey\s+/list`,
  String.raw`netsh\s+wlan\s+show\s+profiles?\b.*\bkey=clear`,
];

/** Commands that print what opens an account of their user: tokens, passwords, keys. */
export const SECRET_COMMAND = new RegExp(String.raw`^\W{0,40}(?:\S{0,300}[\\/])?(?:${SECRET_COMMANDS.join('|')})`, 'i');

/** Commands that print the whole environment. */
export const ENVIRONMENT_COMMAND = /^\W{0,40}(?:\S{0,300}\/)?(?:printenv|env|set|export\s+-p)\W*$/i;

/** Services that tell whoever asks his own address on the internet. */
export const ADDRESS_MIRROR = /^https?:\/\/(?:[\w-]+\.)*(?:ipify\.org|ipinfo\.io|ip-api\.com|icanhazip\.com|ifconfig\.(?:me|co)|ipapi\.co|checkip\.amazonaws\.com|ident\.me|myip\.com|ipecho\.net|ip\.sb|seeip\.org|geoplugin\.net|freegeoip\.app)(?:[/:?]|$)/i;

/** Calls that tell who and where the user is. Plain platform names are left out: every client tells its own. */
export const HOST_IDENTITY: ReadonlySet<string> = new Set([
  'socket.gethostname', 'socket.getfqdn', 'platform.node', 'platform.uname', 'os.uname', 'os.getlogin', 'getpass.getuser', 'uuid.getnode', 'pwd.getpwuid', 'psutil.users', 'psutil.net_if_addrs',
  'os.getcwd', 'netifaces.interfaces', 'netifaces.ifaddresses', 'getmac.get_mac_address', 'ifaddr.get_adapters', 'win32api.GetUserName', 'win32api.GetUserNameEx', 'win32api.GetComputerName', 'platform.platform', 'wmi.WMI().Win32_ComputerSystemProduct', 'cpuinfo.get_cpu_info', 'geocoder.ip',
]);
