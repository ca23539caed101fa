import type { Trait } from '../../core/facts/source-facts.js';

const HTTP_CLIENT = /^(?!urllib3\.util\.)(?:pip\._vendor\.|botocore\.vendored\.)?(requests|requests_toolbelt|requests_cache|requests_oauthlib|requests_ntlm|requests_unixsocket|authlib|httpx_oauth|hishel|aiohttp_retry|aiohttp_client_cache|rnet|aiosonic|mechanicalsoup|robobrowser|httpx|cloudscraper|tls_client|urllib3|requests_futures|requests_html|aiohttp|niquests|grequests|treq|curl_cffi|primp|noblox|robloxpy|httpcore|hyper)(\.(?!(?:get|post|put|patch|head|delete|request|json)\()\w+(\(\))?)*\.(get|post|put|patch|head|options|delete|request|urlopen|stream|send)$|^httplib2\.Http\(\)\.request$|^tornado\.httpclient\.\w+\(\)\.fetch$|^mechanize\.Browser\(\)\.open$/;
const URLLIB = /^(urllib2?|urllib\.request|six\.moves\.urllib\.request|request)\.(urlopen|urlretrieve|URLopener\(\)\.(open|retrieve)|FancyURLopener\(\)\.(open|retrieve)|build_opener\(\)\.open)$/;
const CONNECTION = /^(http\.client|httplib)\.HTTPS?Connection\(\)\.(request|putrequest|putheader|endheaders|send|getresponse)$/;
const OTHER = /^((?:trio|anyio)\.(?:open_tcp_stream|open_ssl_over_tcp_stream|connect_tcp)(?:\(\)\.(?:receive(?:_some)?|send(?:_all)?))?|(?:requests|httpx)\.Request|ssl\.get_server_certificate|tornado\.websocket\.websocket_connect(?:\(\)\.read_message)?|aiohttp\.ClientSession\(\)\.ws_connect(?:\(\)\.receive\w*)?|asyncore\.dispatcher(?:_with_send)?\(\)\.(?:recv|send)|urllib\.error\.HTTPError\.read|(?:ctypes\.)?windll\.urlmon\.URLDownloadToFile[AW]?|(?:PyQt[56]|PySide[26])\.QtNetwork\.QNetworkAccessManager\(\)\.(?:get|post|put)|grpc\.(?:aio\.)?(?:in)?secure_channel|feedparser\.parse|multiprocessing\.connection\.Client|multiprocessing\.managers\.BaseManager\(\)\.connect|rpyc\.(?:classic\.|ssl_)?connect|selenium\.webdriver\.(?:Chrome|Firefox|Edge|Safari|Remote)|wget\.download|dropbox\.Dropbox(\(\)\.files_\w+)?|pycurl\.Curl\(\)\.perform|ftplib\.FTP(_TLS)?(\(\)\.(retrbinary|retrlines|stor\w+|login|connect))?|smtplib\.SMTP(_SSL)?(\(\)\.(sendmail|send_message))?|telnetlib\.Telnet|websockets?\.(create_connection|(\w+\.)*connect)(\(\)\.(send|recv)\w*)?|websocket\.WebSocket\(\)\.(connect|send\w*)|websocket\.WebSocketApp|aiohttp\.ClientSession\(\)\.ws_connect\(\)\.send_\w+|xmlrpc\.client\.ServerProxy(\(\)(\.\w+)+)?|dns\.resolver\.(Resolver\(\)\.)?(query|resolve)|telebot\.TeleBot\(\)\.send_\w+|telegram\.Bot\(\)\.send_\w+|discord_webhook\.\w+(\(\)\.execute)?|dhooks\.Webhook\(\)\.(send|execute)|boto3\.client\(\)\.(get_object|download_\w+)|imaplib\.IMAP4(_SSL)?\(\)\.(login|fetch|search|append|uid)|poplib\.POP3(_SSL)?\(\)\.(retr|top)|gspread\.\w+(\(\))?\.(open\w*|sheet\w*|get_\w+)(\(\))?[\w.()]*|socketio\.(Async)?Client\(\)\.(connect|emit)|paho\.mqtt\.(client\.Client\(\)\.(connect|publish)|publish\.(single|multiple))|paramiko\.(SSHClient\(\)\.connect|Transport|(SSHClient\(\)\.open_sftp|SFTPClient\.from_transport)\(\)\.(put|putfo))|(pyrogram|telethon)\.(?:sync\.)?(Client|TelegramClient)\(\)\.send_\w+|aiogram\.Bot\(\)\.send_\w+|(discord|nextcord|disnake)\.(SyncWebhook|Webhook)\.(from_url|partial)\(\)\.send|slack_sdk\.(WebClient\(\)\.(chat_postMessage|files_upload\w*)|webhook\.WebhookClient\(\)\.send)|yagmail\.SMTP\(\)\.send|pymsteams\.connectorcard\(\)\.send|firebase\.firebase\.FirebaseApplication\(\)\.(post|put)|pyrebase\.initialize_app\(\)\.storage\(\)\.child\(\)\.put|dns\.query\.\w+|aiodns\.DNSResolver\(\)\.\w+|pastebin\.PastebinAPI\(\)\.\w+|pysftp\.Connection(\(\)\.put(?:fo)?)?|paramiko\.SSHClient\(\)\.exec_command|paramiko\.(?:SSHClient\(\)\.(?:get_transport\(\)\.open_\w+|invoke_shell)|Transport\(\)\.open_\w+)\(\)\.(?:recv|recv_stderr|send|sendall|makefile)|paramiko\.(?:SSHClient\(\)\.open_sftp|SFTPClient\.from_transport)\(\)\.(?:open|file|getfo)|kafka\.KafkaConsumer|selenium\.webdriver\.\w+\(\)\.(?:get|execute_script)|rpyc\.(?:classic\.|ssl_)?connect\(\)\.root\.\w+|grpc\.(?:aio\.)?(?:in)?secure_channel\(\)\.(?:unary|stream)_(?:unary|stream)\(\)|pyrebase\.initialize_app\(\)\.database\(\)[\w.()]*\.(?:push|set|update)|twisted\.web\.client\.(?:getPage|Agent\(\)\.request))$/;
// What stores files and messages for whoever has the key, which an attacker puts into the code.
const KEEPERS =
  /^(?:aio)?boto3\.(?:[sS]ession(?:\.Session)?\(\)\.)?(?:client|resource)\(\)(?:\.\w+(?:\(\))?)*\.(?:put|put_\w+|upload_\w+|send_message|publish)$|^minio\.Minio\(\)\.f?put_object$|^google\.cloud\.storage\.Client[\w.()]*\.upload_from_\w+$|^azure\.storage\.[\w.()]+\.(?:upload_\w+|send_message)$|^googleapiclient\.discovery\.build\(\)[\w.()]+\.execute$|^pydrive2?\.drive\.GoogleDrive\(\)\.CreateFile\(\)\.Upload$|^gspread\.\w+\(\)[\w.()]*\.(?:append_rows?|insert_rows?|update\w*)$|^github\.Github\(\)[\w.()]*\.(?:create_\w+|update_file)$|^gitlab\.Gitlab\(\)[\w.()]*\.create$|^mega\.Mega\(\)[\w.()]*\.upload$|^pushbullet\.P\w+\(\)\.push_\w+$|^twilio\.rest\.Client\(\)\.messages\.create$|^sendgrid\.SendGridAPIClient\(\)\.send$|^web3\.[\w.()]*\.functions\.\w+\(\)\.call$|^git\.Repo\.clone_from$|^dulwich\.porcelain\.clone$|^pygit2\.clone_repository$|^gdown\.(?:download|cached_download)$|^(?:ping3|icmplib)\.ping$|^dnslib\.DNSRecord[\w.()]*\.send$/;
const SOCKET = /^asyncio\.StreamWriter\(\)\.write(?:lines)?$|^socks\.socksocket\(\)\.(?:send|sendall|sendto)$|^ssl\.[\w.()]*wrap_socket\(\)\.(?:send|sendall|write|recv|read)$|^socket\.(socket\(\)\.(send|sendall|sendto|recv|recvfrom|makefile(\(\)\.write)?)|create_connection(\(\)\.makefile\(\)\.write)?|create_connection(\(\)\.(send|sendall|recv))?|gethostbyname|gethostbyname_ex|getaddrinfo)$/;

// What programs tell their makers by: functions of the module itself, beside clients.
const TELLING_MODULES: readonly string[] = ['posthog', 'analytics', 'rollbar', 'bugsnag', 'resend', 'scapy'];
const TELLS = new RegExp(String.raw`^wandb\.(?:init\(\)\.)?log$|^(?:${TELLING_MODULES.join('|')})(?:\.\w+(?:\(\))?)*\.(?:capture\w*|track|identify|page|group|log|notify|report_\w+|send\w*|sr1?p?)$`);

// Databases, queues, mailboxes, storage, spreadsheets and chains of others: they take what is sent as well. So many files use them that a glance asks for something to send, too.
const BUILT_CLIENTS: readonly string[] = [
  'imaplib', 'poplib', 'nntplib', 'psycopg2', 'psycopg', 'pymysql', 'MySQLdb', 'pymssql', 'asyncpg', 'oracledb', 'pymongo', 'motor', 'redis', 'gspread', 'pygsheets', 'minio', 'supabase', 'github', 'gitlab', 'web3', 'solana', 'twilio', 'pika', 'kafka', 'nats', 'zmq', 'pusher', 'slixmpp', 'praw', 'tweepy', 'notion_client', 'airtable', 'pyairtable',
  'elasticsearch', 'opensearchpy', 'influxdb', 'influxdb_client', 'clickhouse_driver', 'clickhouse_connect', 'cassandra', 'neo4j', 'couchdb', 'asyncssh', 'apprise', 'nio', 'huggingface_hub', 'mixpanel', 'amplitude', 'playwright', 'pyppeteer', 'pubnub', 'ably', 'confluent_kafka', 'aiokafka', 'stomp', 'pulsar',
  'mattermostdriver', 'zulip', 'mastodon', 'vk_api', 'linebot', 'matrix_client', 'exchangelib', 'postmarker', 'mailjet_rest', 'firebase_admin',
];
/** All of these. */
export const CLIENT_MODULES: readonly string[] = [...BUILT_CLIENTS, ...TELLING_MODULES, 'wandb'];
const CLIENT = new RegExp(
  String.raw`^(?:${BUILT_CLIENTS.join('|')}|mysql\.connector|google\.cloud\.storage|azure\.storage)(?:\.\w+)*\(\)(?:\.\w+(?:\(\))?)*\.(?:send\w*|publish\w*|basic_publish|produce|push|post|put\w*|fput\w*|upload\w*|insert\w*|append\w*|create\w*|update\w*|write\w*|execute|executemany|set|hset|[lr]push|xadd|trigger|fetch|retr|recv\w*|get_transaction\w*|get_account_info\w*|find_one|lrange|get|hget(?:all)?|b?[lr]pop|xread|listen|get_message|poll|index|bulk|log|track|capture|identify|notify|submit|room_send|goto|run|evaluate|get_contents|download_as_\w+)$|^sentry_sdk\.(?:capture_\w+|set_(?:context|extra|tag|user)|add_breadcrumb)$`,
);

// A mail that the code has written itself; whoever answers one of the user's own gives it another beginning.
const SENDS_MAIL = /^outlook\(\)\.CreateItem\(\)\.Send$/;
// To a channel or a person, whatever gave it.
const CHATS = /^(?:discord|nextcord|disnake)\.[\w.()]*(?:get|fetch|create)_(?:channel|user|dm|thread|partial_messageable)\(\)\.send$/;
const STREAMS = /^asyncio\.open_connection\(\)\.(?:reader\.read\w*|writer\.write\w*)$/;

/** Modules that are there to talk to other machines. A glance at a file looks for them, so a client that is missing here is not seen at all. */
export const NETWORK_MODULES: readonly string[] = [
  'requests_toolbelt', 'requests_cache', 'requests_oauthlib', 'requests_ntlm', 'requests_unixsocket', 'authlib', 'httpx_oauth', 'hishel', 'aiohttp_retry', 'aiohttp_client_cache', 'rnet', 'aiosonic', 'mechanicalsoup', 'robobrowser',
  'requests', 'httpx', 'cloudscraper', 'tls_client', 'urllib2', 'urllib3', 'requests_futures', 'requests_html', 'aiohttp', 'niquests', 'grequests', 'treq', 'asks', 'curl_cffi', 'primp', 'noblox', 'robloxpy', 'httpcore', 'hyper', 'httplib', 'httplib2', 'mechanize',
  'wget', 'dropbox', 'pycurl', 'ftplib', 'smtplib', 'telnetlib', 'websocket', 'websockets', 'xmlrpc', 'dns', 'telebot', 'telegram', 'discord', 'discord_webhook', 'dhooks', 'boto3', 'socketio', 'paho', 'paramiko', 'pyrogram', 'telethon', 'aiogram', 'slack_sdk',
  'yagmail', 'pymsteams', 'firebase', 'pyrebase', 'aiodns', 'pastebin', 'pysftp', 'socket', 'socketserver', 'imaplib', 'poplib', 'gspread', 'slack_bolt', 'vkbottle',
  'minio', 'googleapiclient', 'pydrive', 'pydrive2', 'mega', 'pushbullet', 'twilio', 'sendgrid', 'ping3', 'icmplib', 'dnslib', 'socks', 'nextcord', 'disnake', 'dulwich', 'pygit2', 'gdown', 'git', 'grpc', 'feedparser', 'rpyc', 'selenium',
];
/** Names of what does so in modules that are there for more. */
export const NETWORK_MEMBERS: readonly string[] = ['urlopen', 'urlretrieve', 'URLopener', 'FancyURLopener', 'build_opener', 'HTTPConnection', 'HTTPSConnection', 'wrap_socket', 'open_connection', 'httpclient', 'vendored', 'upload_from_string', 'upload_from_filename', 'upload_from_file', 'upload_blob', 'Github', 'Gitlab', 'getPage', 'asyncore', 'data_received', 'dataReceived', 'datagram_received', 'websocket_connect', 'QNetworkAccessManager', 'get_server_certificate', 'open_tcp_stream', 'open_ssl_over_tcp_stream', 'connect_tcp'];
const ROOTS: ReadonlySet<string> = new Set([...NETWORK_MODULES, ...CLIENT_MODULES, 'urllib', 'ctypes', 'windll', 'asyncore', 'PyQt5', 'PyQt6', 'PySide2', 'PySide6', 'six', 'request', 'http', 'ssl', 'asyncio', 'multiprocessing', 'tornado', 'botocore', 'pip', 'mysql', 'google', 'azure', 'sentry_sdk', 'outlook', 'twisted', 'trio', 'anyio']);

/** True for calls that talk to another machine. */
export function talksToNetwork(name: string): boolean {
  // Nearly all calls are of something else, and cost no more than this.
  if (!ROOTS.has(/^\w*/.exec(name)?.[0] ?? '')) return false;
  return HTTP_CLIENT.test(name) || TELLS.test(name) || URLLIB.test(name) || CONNECTION.test(name) || OTHER.test(name) || KEEPERS.test(name) || SOCKET.test(name) || CLIENT.test(name) || STREAMS.test(name) || SENDS_MAIL.test(name) || CHATS.test(name);
}

// They read files, and what lies at an address as well.
const OPENS_ADDRESSES = /^(?:pandas\.read_(?:csv|json|html|pickle|table|excel|xml|fwf|parquet)|polars\.(?:read|scan)_\w+|numpy\.(?:loadtxt|genfromtxt)|fsspec\.open|smart_open\.(?:smart_)?open|imageio\.(?:v[23]\.)?imread|cv2\.VideoCapture)$/;

/** True for a call that reads a file, and fetches where it is given an address. */
export const mayFetch = (name: string): boolean => OPENS_ADDRESSES.test(name);

/** True for a name that comes out of a module which is there to talk to other machines. */
export const isOfNetworkModule = (name: string): boolean => ROOTS.has(/^\w*/.exec(name)?.[0] ?? '');

/** True for the calls that open a connection of a socket. */
export function connectsSocket(name: string): boolean {
  return /^socket\.(socket\(\)\.connect(_ex)?|create_connection)$|^(?:http\.client|httplib)\.HTTPS?Connection$|^asyncio\.open_connection$/.test(name);
}

/** Makes a socket, of the family that it is given. */
export const MAKES_SOCKET = 'socket.socket';

const FAMILY = /^socket\.AF_[A-Z]/;
const STAYS_WITHIN = /^socket\.AF_(?:UNIX|NETLINK|ALG|CAN)$/;

/** True for the families of sockets that lead to programs of the same machine, its kernel and the bus of a device only. */
export const staysWithin = (family: string): boolean => STAYS_WITHIN.test(family);

/** True for the other families. */
export const leavesMachine = (family: string): boolean => FAMILY.test(family) && !staysWithin(family);

const KEEPS_REPLY = /^(?:wget\.download|git\.Repo\.clone_from|dulwich\.porcelain\.clone|pygit2\.clone_repository|gdown\.(?:cached_)?download)$/;

/** True for calls that fetch an address straight into a file: which argument is the file. */
export function fetchedFileIndex(name: string): number | null {
  if (/\burlretrieve$|FancyURLopener\(\)\.retrieve$|URLopener\(\)\.retrieve$/.test(name)) return 1;
  if (/URLDownloadToFile[AW]?$|^boto3[\w.()]*\.download_file$|^minio\.Minio\(\)\.fget_object$/.test(name)) return 2;
  return KEEPS_REPLY.test(name) ? 1 : null;
}

// Calls that are given the name of a file, and send what is in it.
const SENDS_FILE = /\.(?:upload_file|upload_from_filename|fput_object|put|Upload|upload|push_file|send_(?:document|photo|file|video|audio|media_group)|sendDocument|sendPhoto)$/;

/** True for a call that sends the file whose name it is given. */
export const sendsNamedFile = (name: string): boolean => SENDS_FILE.test(name);

/** Where the address stands among the arguments, from the end where that is negative, or null when the call has none. */
export function addressIndex(name: string): number | null {
  if (name.startsWith('httplib2.')) return 0;
  // Flags may stand between what is sent and where.
  if (name.endsWith('.sendto')) return -1;
  if (/\.([rR]equest|stream)$/.test(name) || name.endsWith('putrequest')) return 1;
  if (name.includes('URLDownloadToFile')) return 1;
  if (name.startsWith('sentry_sdk.')) return null;
  return /\.(send|sendall|recv|recvfrom|getresponse|perform|makefile|execute|send_\w+|put\w*|get_object|stor\w+|sendmail|publish|emit|download_\w+|fetch|search|append|uid|login|retr|retrbinary|retrlines|top|write|writelines|endheaders|putheader|upload\w*|Upload|create\w*|append_rows?)$/.test(name) && !HTTP_CLIENT.test(name) ? null : 0;
}

// Places that anybody can fill or read without leaving a trace: pastes, chat webhooks, request bins, tunnels, throw-away hosting.
const DROP_HOST =
  /^(?:\w+:\/\/)?(?:[^/?#\s]*[.@])?(?:(pastebin\.com|rentry\.\w+|hastebin\.\w+|ghostbin\.\w+|paste\.ee|dpaste\.\w+|transfer\.sh|temp\.sh|gofile\.io|anonfiles\.com|catbox\.moe|file\.io|pixeldrain\.com|webhook\.site|requestbin\.\w+|pipedream\.net|beeceptor\.com|requestcatcher\.com|oast\.\w+|oastify\.com|burpcollaborator\.net|interact\.sh|interactsh\.com|canarytokens\.\w+|hookb\.in|requestinspector\.com|mockbin\.\w+|bxss\.me|xss\.ht|pingb\.in|dnsbin\.\w+|tunnelmole\.net|bore\.pub|localhost\.run|pagekite\.me|playit\.gg|portmap\.(?:io|host)|serveousercontent\.com|lhr\.life|000webhostapp\.com|ezstat\.ru|2no\.co|pastie\.\w+|paste\.(?:rs|c-net\.org|bingner\.com|fo|sh|gg|mod\.gg)|controlc\.com|justpaste\.it|textbin\.net|bashupload\.com|0x0\.st|termbin\.com|uguu\.se|litterbox\.catbox\.moe|qu\.ax|tmpfiles\.org|bayfiles\.com|filebin\.net|sendspace\.com|send\.vis\.ee|store\d*\.gofile\.io|discord-webhook\.\w+|[\w-]+\.(?:glitch\.me|repl\.co|replit\.(?:app|dev)|duckdns\.org|no-ip\.\w+|ddns\.net|hopto\.org|zapto\.org|myftp\.org|workers\.dev)|dnslog\.\w+|ceye\.io|ngrok\.(io|app)|ngrok-free\.app|trycloudflare\.com|loca\.lt|serveo\.net|ply\.gg|iplogger\.\w+|grabify\.link|cdn\.discordapp\.com|media\.discordapp\.net|[\w-]+\.onion)(?:[:/?#]|$)|discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks|api\.telegram\.org\/bot|hooks\.slack\.com\/services)/i;
// Groups of machines and all of a network are asked by whoever looks for devices there; no router passes that on.
const RAW_ADDRESS = /^(\w+:\/\/)?(?!255\.255\.255\.255|2(?:2[4-9]|3\d)\.|127\.|0\.0\.0\.0|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.169\.254)(\d{1,3}\.){3}\d{1,3}([:/?]|$)/;
// Where machines of a cloud learn who they are, and get the keys of their role.
const METADATA_HOST = /^(?:http:\/\/)?(?:169\.254\.169\.254|169\.254\.170\.2|100\.100\.100\.200|\[?fd00:ec2::254\]?|metadata\.google\.internal|metadata)(?:[:/]|\{\}|$)/i;
const METADATA_KEYS = /security-credentials|169\.254\.170\.2(?:\/v2\/|\{\}|$)|service-accounts\/[^/]+\/(?:token|identity)|identity\/oauth2\/token|\/user-?data\b|\/v2\/credentials|\/meta-data\/\{\}/i;

/** True for an address at which a machine of a cloud is given the keys of its role. */
export const givesCloudKeys = (address: string): boolean => METADATA_HOST.test(address) && METADATA_KEYS.test(address);

const LOCAL_HOST = /^(\w+:\/\/)?(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[?::1\]?)([:/?]|$)/i;
// Whose prebuilt parts honest setup.py files fetch. The old address of the index is what bootstraps of setuptools ask without encryption.
const VENDOR_HOST =
  /^(?:http:\/\/pypi\.python\.org|https:\/\/(?:github\.com|api\.github\.com|codeload\.github\.com|objects\.githubusercontent\.com|gitlab\.com|bitbucket\.org|sourceforge\.net|[\w-]+\.sourceforge\.net|pypi\.org|files\.pythonhosted\.org|(?:[\w-]+\.)*(?:python\.org|rustup\.rs|microsoft\.com|nvidia\.com|apache\.org|gnu\.org|kernel\.org|mozilla\.org|googleapis\.com|google\.com|intel\.com|oracle\.com|sqlite\.org|openssl\.org|zlib\.net|boost\.org|nodejs\.org|npmjs\.org|pytorch\.org|anaconda\.org|conda\.io|jsdelivr\.net|gnome\.org|freedesktop\.org|debian\.org|ubuntu\.com|llvm\.org|qt\.io|eclipse\.org|rust-lang\.org|golang\.org|unicode\.org|w3\.org|iana\.org|postgresql\.org|mysql\.com|gnupg\.org|curl\.se|xiph\.org|ffmpeg\.org|libsdl\.org)))\//;

/** What is remarkable about an address. */
export function addressTraits(text: string): ReadonlySet<Trait> {
  const traits = new Set<Trait>();
  if (DROP_HOST.test(text)) traits.add('drop-host');
  if (RAW_ADDRESS.test(text)) traits.add('raw-address');
  if (METADATA_HOST.test(text)) traits.add('metadata-host');
  if (LOCAL_HOST.test(text)) traits.add('local-host');
  if (VENDOR_HOST.test(text)) traits.add('vendor-host');
  return traits;
}
