// Modules at the top of site-packages that many programs import, each with the projects that bring it; what other names hold of
// theirs are builds and forks.
// Names that several projects share in good faith (docx, jwt, serial, discord) are left out.
const SAME_NAME =
  'aiohttp anthropic anyio aiosqlite alembic boto3 botocore celery certifi cffi charset_normalizer click cloudpickle colorama cryptography cython dask distro django docutils ecdsa elasticsearch fastapi filelock flask fsspec greenlet gunicorn h11 h5py httpcore httplib2 httptools httpx huggingface_hub idna importlib_metadata importlib_resources itsdangerous jinja2 jmespath joblib jsonschema keras keyring langchain langchain_core loguru lxml markupsafe marshmallow matplotlib msgpack multidict mypy networkx nltk numba numpy oauthlib onnxruntime openai openpyxl orjson packaging pandas paramiko pexpect platformdirs playwright plotly pluggy polars psutil pyarrow pyasn1 pycparser pydantic pydantic_core pygments pymongo pymysql pynput pyparsing pytest pytz pyautogui redis regex requests requests_oauthlib requests_toolbelt rich rsa s3transfer safetensors scipy selenium setuptools simplejson six soupsieve sqlalchemy starlette streamlit sympy tabulate tenacity tensorflow termcolor tiktoken tokenizers tomli torch torchvision tornado tqdm transformers typer typing_extensions tzdata tzlocal ujson urllib3 uvicorn uvloop virtualenv watchdog wcwidth websockets werkzeug wheel wrapt xgboost yarl zipp';
const OTHER_NAME: Readonly<Record<string, readonly string[]>> = {
  attr: ['attrs'], bs4: ['beautifulsoup4', 'beautifulsoup', 'bs4'], cv2: ['opencv-python', 'opencv-python-headless', 'opencv-contrib-python', 'opencv'], dateutil: ['python-dateutil', 'dateutil'],
  dotenv: ['python-dotenv', 'dotenv'], yaml: ['pyyaml', 'yaml'], PIL: ['pillow', 'pil'], sklearn: ['scikit-learn', 'sklearn'], skimage: ['scikit-image'], Crypto: ['pycryptodome', 'pycrypto', 'crypto'],
  OpenSSL: ['pyopenssl', 'openssl'], git: ['gitpython'], nacl: ['pynacl', 'nacl'], zmq: ['pyzmq', 'zmq'], psycopg: ['psycopg'], psycopg2: ['psycopg2', 'psycopg2-binary'], MySQLdb: ['mysqlclient', 'mysql'],
  grpc: ['grpcio', 'grpc'], websocket: ['websocket-client', 'websocket'], google_auth_oauthlib: ['google-auth-oauthlib', 'google-auth'], telegram: ['python-telegram-bot', 'telegram'], web3: ['web3'], eth_account: ['eth-account'],
};
const OWNERS: ReadonlyMap<string, readonly string[]> = new Map([
  ...SAME_NAME.split(' ').map((module): [string, readonly string[]] => [module, [module.replaceAll('_', '-')]]),
  ...Object.entries(OTHER_NAME),
]);

/** The projects that bring this module, and parts of the names of their builds and forks; null for a module that is not among the popular ones. */
export function ownersOfModule(module: string): readonly string[] | null {
  return OWNERS.get(module) ?? null;
}
