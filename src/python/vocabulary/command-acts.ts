import { anyOf } from '../../core/patterns.js';

// What a command line does, one way of doing it a line.

/** What asks or tells another machine. */
export const CONTACTS_NETWORK = anyOf(
  [
    String.raw`\b(?:curl|wget|Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\b[^\n]{0,300}(?:https?:|ftp:|[\w}-]+\.[a-z]{2,}|\{\})`,
    String.raw`(?:^|[\s;&|])(?:nslookup|dig|ping|nc|ncat|telnet|host|ssh|scp|ftp)\s+[^\n]{0,300}?[\w}-]+\.[\w{}.]{2,}`,
    String.raw`https?://[^\n]{1,600}\|\s*sh\b`,
    String.raw`(?:^|[\s;&|])(?:aws\s+s3(?:api)?|gsutil|rclone|az\s+storage\s+blob|gcloud\s+storage|gh\s+gist|openssl\s+s_client|rsync|sftp)\s+\S`,
    String.raw`(?:^|[;&|]\s*)(?:gh\s+(?:issue|pr|release|api|repo)|glab\s+(?:issue|mr|api|snippet)|hf\s+upload|huggingface-cli\s+upload|docker\s+push|croc\s+send|wormhole\s+send|telegram-send|aws\s+(?:sns|sqs|ses|dynamodb)|mailx?|mutt|sendmail|msmtp)\s+\S`,
  ],
  'i',
);

/** A file or a text of this machine that goes along with a request. */
export const UPLOADS = anyOf([
  String.raw`\b(?:curl|wget)\b[^\n]{0,300}\s(?:-\w*F|--form|-\w*T|--upload-file|--post-file|--data-binary|-d|--data)[\s="']+[^\n]{0,60}@`,
  String.raw`\b(?:curl|wget)\b[^\n]{0,300}\s(?:-d|--data[\w-]*|-F|--form|--post-data)[\s=]+["']?\S{0,40}(?:\$\(|\x60)`,
  String.raw`\b(?:curl|wget)\b[^\n]{0,300}\s(?:-T|--upload-file|--post-file)[\s=]`,
  String.raw`\b(?:Invoke-RestMethod|Invoke-WebRequest|iwr|irm)\b[^\n]{0,300}-InFile\b`,
  String.raw`\bgh\s+(?:gist\s+create|release\s+upload)\s`,
  String.raw`\b(?:scp|rsync)\s[^\n|;&]{0,300}\s[\w.@-]+:\S*`,
  String.raw`\baws\s+s3\s+(?:cp|mv|sync)\s(?!\s*s3:)[^\n|;&]{0,300}\ss3:`,
  String.raw`\bgsutil\s+(?:-\w+\s+)*(?:cp|rsync)\s(?!\s*gs:)[^\n|;&]{0,300}\sgs:`,
  String.raw`\brclone\s+(?:copy|copyto|move|sync)\s[^\n|;&]{0,300}\s[\w-]+:`,
  String.raw`\b(?:hf|huggingface-cli)\s+upload\s`,
]);

/** Who and where the user is, as a shell puts it into a line. */
export const TELLS_IDENTITY = anyOf(
  [
    String.raw`\$\((?:whoami|hostname|id\b|pwd|uname|cat\b|env\b|printenv|ifconfig|ip\s)`,
    String.raw`\x60(?:whoami|hostname|id|pwd|uname|cat|env|printenv|ifconfig|ip)\b[^\x60]*\x60`,
    String.raw`%(?:USERNAME|COMPUTERNAME|USERDOMAIN|USERPROFILE)%`,
    String.raw`\$\{?(?:USER|HOSTNAME|LOGNAME)\b`,
    String.raw`\$env:(?:USERNAME|COMPUTERNAME|USERDOMAIN)`,
    String.raw`\b(?:Get-ChildItem|gci|dir|ls)\s+env:`,
    String.raw`(?:^|[;&|]\s*)(?:whoami|hostname|env|printenv|id|uname\s+-a|systeminfo|ipconfig|ifconfig)\s*\|`,
  ],
  'i',
);

/** What is gone afterwards: files of the user, disks, copies of them. */
export const DESTROYS = anyOf(
  [
    String.raw`\brm\s+-\w*r\w*\s+(?:-\w+\s+|--no-preserve-root\s+)*(?:/|~/?|\$HOME/?|/home|/\*|~/\*)(?:\s|[;&|]|$)`,
    String.raw`\bformat\s+[c-z]:`,
    String.raw`\b(?:del|erase|rd|rmdir)\s+(?:/\w\s+){1,4}["']?(?:[c-z]:\\|%userprofile%|%systemroot%)`,
    String.raw`\bmkfs(?:\.\w+)?\s(?![^\n]*\{\}/[\w.-]+\s*$)`,
    String.raw`\bdd\s+if=[^\n]{0,60}\bof=/dev/[shv]d`,
    String.raw`:\(\)\s*\{\s*:\s*\|\s*:\s*&\s*\}`,
    String.raw`\bvssadmin\s+delete`,
    String.raw`\bcipher\s+/w`,
  ],
  'i',
);

/** What is run at every start or by the clock from then on. */
export const TAKES_ROOT = anyOf(
  [
    String.raw`\bschtasks(?:\.exe)?\b[^\n]{0,200}/create\b`,
    String.raw`\b(?:Register-Scheduled(?:Task|Job)|New-Service)\s`,
    String.raw`\breg(?:\.exe)?\s+(?:add\b[^\n]{0,300}\\Run\b|import\b)`,
    String.raw`\bregedit(?:\.exe)?\s+/s\b`,
    String.raw`\bcrontab\s+(?:-(?!l\b|e\b)|[^-\s|;&])`,
    String.raw`\|\s*crontab\b`,
    String.raw`>>?\s*[^\s;|]{0,100}(?:\.bashrc|\.zshrc|\.profile|\.bash_profile|authorized_keys|/etc/(?:sudoers|cron|rc\.local|ld\.so\.preload|profile|systemd|init\.d)[\w./-]*)\b`,
    String.raw`\blaunchctl\s+(?:load|bootstrap)\b`,
    String.raw`\bsystemctl\s+(?:--\w+\s+){0,3}enable\b`,
    String.raw`\bupdate-rc\.d\b`,
    String.raw`\bgit\s+config\s+(?:--(?:global|system|add|replace-all)\s+){1,2}(?:core\.(?:hooksPath|fsmonitor|sshCommand)|init\.templateDir|alias\.\w+\s+["']?!)`,
    String.raw`(?:copy|move|cp|mv)\b[^\n]{0,300}(?:Programs\\Startup|\.config/autostart)`,
  ],
  'i',
);

// Programs of the desktop and for its settings: nothing that is built or installed needs them.
const PROGRAMS: readonly string[] = [
  'calc', 'notepad', 'mspaint', 'msg', 'shutdown', 'taskkill', 'icacls', 'takeown', 'rundll32', 'wscript', 'cscript', 'mshta', 'regsvr32', 'bcdedit',
  'vssadmin', 'wevtutil', 'netsh', 'iptables', 'setenforce', 'csrutil', 'useradd', 'adduser', 'usermod', 'chpasswd', 'halt', 'poweroff', 'reboot',
  'gnome-calculator', 'xcalc', 'kcalc', 'galculator',
  String.raw`nft\s+flush`,
  String.raw`ufw\s+disable`,
  String.raw`spctl(?!\s+(?:-a|--assess)\b)`,
  String.raw`systemctl\s+(?:--now\s+)?(?:stop|disable|mask)`,
  String.raw`history\s+-c`,
  String.raw`net\s+(?:user|localgroup|stop)`,
  String.raw`reg\s+(?:add|delete)`,
  String.raw`sc\s+(?:create|stop|delete|config)`,
  String.raw`attrib\s+\+h`,
  String.raw`open\s+-a\s+calculator`,
  String.raw`ssh\s[^\n;&|]{0,100}?-\w*R\s*[\d\w.:]*:\d+`,
  String.raw`ngrok\s+(?:http|tcp|tls|start)`,
  String.raw`cloudflared\s+tunnel`,
  String.raw`bore\s+local`,
  String.raw`chisel\s+client`,
  String.raw`(?:code|devtunnel)\s+(?:tunnel|host)`,
  String.raw`tailscale\s+(?:funnel|serve)`,
  String.raw`docker\s+run\b[^\n;&|]{0,200}?\s(?:--privileged|--pid[= ]host|(?:-v|--volume)[= ]/:)`,
  String.raw`python[\d.]*\s+-m\s+http\.server\s+--bind\s+0\.0\.0\.0`,
  String.raw`python[\d.]*\s+-m\s+debugpy\s+--listen\s+0\.0\.0\.0`,
  // Whoever finds them may run what they like.
  String.raw`jupyter(?:[ -]\w+)?\s[^\n;&|]{0,200}?--ip[= ](?:0\.0\.0\.0|\*)`,
  String.raw`dask[ -]worker\s+(?:tcp|tls|wss?)://(?!localhost|127\.)[\w.-]+`,
  String.raw`rm\s+-\w*r\w*\s+(?:--no-preserve-root\s+)?[/~](?:\s|$)`,
];

/** What meddles with the desktop, its settings or who may use the machine. */
export const MEDDLES = new RegExp(String.raw`^\W{0,40}(?:cmd(?:\.exe)?\s+/c\s+)?(?:start\s+)?(?:\S{0,300}[\\/])?(?:${PROGRAMS.join('|')})(?:\.exe)?(?![\w.-])`, 'i');
