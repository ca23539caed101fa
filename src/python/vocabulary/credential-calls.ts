import { wholly } from '../../core/patterns.js';

/** Calls that give the cookies and passwords that other programs keep for their user. */
export const CREDENTIAL_CALLS = wholly([
  // Browsers and systems.
  String.raw`(?:browser_?cookie3|rookiepy|browsercookie|pycookiecheat|yt_dlp_cookies)\.\w+`,
  String.raw`win32crypt\.CryptUnprotectData`,
  String.raw`.*\.crypt32\.CryptUnprotectData`,
  String.raw`win32cred\.(?:CredEnumerate|CredRead)`,
  String.raw`keyring\.(?:get_password|get_credential)`,
  String.raw`secretstorage\.[\w.()]+\.(?:get_all_items|search_items|get_secret)`,
  String.raw`secretstorage\.search_items`,
  String.raw`netrc\.netrc`,
  String.raw`spwd\.getsp\w+`,
  String.raw`pwd\.getpwall`,
  // Clouds.
  String.raw`(?:boto3|botocore\.session|boto3\.session)\.(?:Session|get_session)\(\)\.get_credentials`,
  String.raw`boto3[\w.()]*\.client\(\)\.(?:get_secret_value|batch_get_secret_value)`,
  String.raw`kubernetes\.client\.CoreV1Api\(\)\.(?:list_\w*secret\w*|read_namespaced_secret)`,
  String.raw`google\.cloud\.secretmanager\.\w+\(\)\.access_secret_version`,
  String.raw`azure\.keyvault\.secrets\.SecretClient\(\)\.get_secret`,
  String.raw`hvac\.Client\(\)[\w.()]*\.read\w*`,
  String.raw`boto3[\w.()]*\.client\(\)\.get_parameters?(?:_by_path)?`,
  String.raw`azure\.identity\.\w+\(\)\.get_token`,
  String.raw`google\.auth\.default`,
  String.raw`google\.colab\.userdata\.get`,
  // Files and variables of other tools.
  String.raw`psutil\.(?:Process|process_iter)\(\)\.environ`,
  String.raw`huggingface_hub\.(?:HfFolder\.)?get_token`,
  String.raw`kaggle_secrets\.UserSecretsClient\(\)\.get_\w+`,
  String.raw`docker\.auth\.load_config`,
  String.raw`dotenv\.dotenv_values`,
]);
