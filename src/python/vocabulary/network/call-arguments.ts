import { isOfHttpClient } from './http.js';

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

// What an object does that has been told the address before.
const WITHOUT_ADDRESS: readonly string[] = [
  'send', 'sendall', 'recv', 'recvfrom', 'getresponse', 'perform', 'makefile', 'execute', String.raw`send_\w+`, String.raw`put\w*`, 'get_object',
  String.raw`stor\w+`, 'sendmail', 'publish', 'emit', String.raw`download_\w+`, 'fetch', 'search', 'append', 'uid', 'login', 'retr', 'retrbinary',
  'retrlines', 'top', 'write', 'writelines', 'endheaders', 'putheader', String.raw`upload\w*`, 'Upload', String.raw`create\w*`, 'append_rows?',
];
const HAS_NONE = new RegExp(String.raw`\.(?:${WITHOUT_ADDRESS.join('|')})$`);

/** Where the address stands among the arguments, from the end where that is negative, or null when the call has none. */
export function addressIndex(name: string): number | null {
  if (name.startsWith('httplib2.')) return 0;
  // Flags may stand between what is sent and where.
  if (name.endsWith('.sendto')) return -1;
  if (/\.([rR]equest|stream)$/.test(name) || name.endsWith('putrequest')) return 1;
  if (name.includes('URLDownloadToFile')) return 1;
  if (name.startsWith('sentry_sdk.')) return null;
  return HAS_NONE.test(name) && !isOfHttpClient(name) ? null : 0;
}
