// What programs tell their makers by: functions of the module itself, beside clients.
export const TELLING_MODULES: readonly string[] = ['posthog', 'analytics', 'rollbar', 'bugsnag', 'resend', 'scapy'];

// Databases, queues, mailboxes, storage, spreadsheets and chains of others: they take what is sent as well. So many files use them that a glance asks for something to send, too.
export const BUILT_CLIENTS: readonly string[] = [
  'imaplib', 'poplib', 'nntplib', 'psycopg2', 'psycopg', 'pymysql', 'MySQLdb', 'pymssql', 'asyncpg', 'oracledb', 'pymongo', 'motor', 'redis',
  'gspread', 'pygsheets', 'minio', 'supabase', 'github', 'gitlab', 'web3', 'solana', 'twilio', 'pika', 'kafka', 'nats', 'zmq', 'pusher', 'slixmpp',
  'praw', 'tweepy', 'notion_client', 'airtable', 'pyairtable', 'elasticsearch', 'opensearchpy', 'influxdb', 'influxdb_client', 'clickhouse_driver',
  'clickhouse_connect', 'cassandra', 'neo4j', 'couchdb', 'asyncssh', 'apprise', 'nio', 'huggingface_hub', 'mixpanel', 'amplitude', 'playwright',
  'pyppeteer', 'pubnub', 'ably', 'confluent_kafka', 'aiokafka', 'stomp', 'pulsar', 'mattermostdriver', 'zulip', 'mastodon', 'vk_api', 'linebot',
  'gql', 'matrix_client', 'exchangelib', 'postmarker', 'mailjet_rest', 'firebase_admin',
];

/** All of these. */
export const CLIENT_MODULES: readonly string[] = [...BUILT_CLIENTS, ...TELLING_MODULES, 'wandb'];

/** Modules that are there to talk to other machines. A glance at a file looks for them, so a client that is missing here is not seen at all. */
export const NETWORK_MODULES: readonly string[] = [
  'requests_toolbelt', 'requests_cache', 'requests_oauthlib', 'requests_ntlm', 'requests_unixsocket', 'authlib', 'httpx_oauth', 'hishel',
  'aiohttp_retry', 'aiohttp_client_cache', 'rnet', 'aiosonic', 'mechanicalsoup', 'robobrowser', 'requests', 'httpx', 'cloudscraper', 'tls_client',
  'urllib2', 'urllib3', 'requests_futures', 'requests_html', 'aiohttp', 'niquests', 'grequests', 'treq', 'asks', 'curl_cffi', 'primp', 'noblox',
  'robloxpy', 'httpcore', 'hyper', 'httplib', 'httplib2', 'mechanize', 'wget', 'dropbox', 'pycurl', 'ftplib', 'smtplib', 'telnetlib', 'websocket',
  'websockets', 'xmlrpc', 'dns', 'telebot', 'telegram', 'discord', 'discord_webhook', 'dhooks', 'boto3', 'socketio', 'paho', 'paramiko', 'pyrogram',
  'telethon', 'aiogram', 'slack_sdk', 'yagmail', 'pymsteams', 'firebase', 'pyrebase', 'aiodns', 'pastebin', 'pysftp', 'socket', 'socketserver',
  'imaplib', 'poplib', 'gspread', 'slack_bolt', 'vkbottle', 'minio', 'googleapiclient', 'pydrive', 'pydrive2', 'mega', 'pushbullet', 'twilio',
  'sendgrid', 'ping3', 'icmplib', 'dnslib', 'socks', 'nextcord', 'disnake', 'dulwich', 'pygit2', 'gdown', 'git', 'grpc', 'feedparser', 'rpyc',
  'selenium', 'ipfshttpclient',
];

/** Names of what does so in modules that are there for more. */
export const NETWORK_MEMBERS: readonly string[] = [
  'urlopen', 'urlretrieve', 'URLopener', 'FancyURLopener', 'build_opener', 'HTTPConnection', 'HTTPSConnection', 'wrap_socket', 'open_connection',
  'httpclient', 'vendored', 'upload_from_string', 'upload_from_filename', 'upload_from_file', 'upload_blob', 'Github', 'Gitlab', 'getPage',
  'asyncore', 'data_received', 'dataReceived', 'datagram_received', 'websocket_connect', 'QNetworkAccessManager', 'get_server_certificate',
  'open_tcp_stream', 'open_ssl_over_tcp_stream', 'connect_tcp',
];

const ROOTS: ReadonlySet<string> = new Set([
  ...NETWORK_MODULES, ...CLIENT_MODULES,
  'urllib', 'ctypes', 'windll', 'asyncore', 'PyQt5', 'PyQt6', 'PySide2', 'PySide6', 'six', 'request', 'http', 'ssl', 'asyncio', 'multiprocessing',
  'tornado', 'botocore', 'pip', 'mysql', 'google', 'azure', 'sentry_sdk', 'outlook', 'twisted', 'trio', 'anyio',
]);

/** True for a name that comes out of a module which is there to talk to other machines. */
export const isOfNetworkModule = (name: string): boolean => ROOTS.has(/^\w*/.exec(name)?.[0] ?? '');
