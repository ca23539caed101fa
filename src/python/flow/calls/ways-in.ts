import { changed, from, mergeOrigins, namedValue, UNKNOWN, type Value } from '../../fold/value.js';
import { textOrHole } from '../../fold/text-methods.js';
import { allValues, type EvaluatedCall } from '../call.js';
import { toolsOf } from '../kept.js';
import { LOCAL, type Run } from '../run.js';
import { arrive, known, record } from './record.js';
import { commandText } from './processes/commands-given.js';

const TUNNEL = /^(?:pyngrok\.ngrok\.connect|flask_ngrok\.run_with_ngrok|flask_cloudflared\.run_with_cloudflared|pycloudflared\.try_cloudflare)$/;
const SHARES = /^(?:http\.server|SimpleHTTPServer)\.test$|^(?:http\.server\.(?:Threading)?HTTPServer|socketserver\.\w*TCPServer)$/;
const DEBUGS = /^(?:debugpy\.listen|ptvsd\.enable_attach)$/;
const SHARES_FILES = /\.SimpleHTTPRequestHandler$/;
const CONTAINER = /^docker\.(?:from_env|DockerClient)\(\)\.containers\.(?:run|create)$/;
const PUSHES = /^git\.Repo(?:\.init)?\(\)\.(?:remote\(\)|remotes\.\w+|git)\.push$|^dulwich\.porcelain\.push$/;
const UPLOADS_RELEASE = /^twine\.commands\.upload\.(?:main|upload)$/;
// Whoever runs a model for others reads what it is asked.
const ASKS_MODEL = /^(?:openai|anthropic|groq|mistralai|cohere|replicate|together|litellm|google\.generativeai|google\.genai)\.[\w.()]*(?:create|complete|completion|acompletion|generate_content|chat|run|parse|stream)$/;
const RUNS_MODULE = 'runpy.run_module';
const REMOTE_MODULES = /^httpimport\.(?:remote_repo|github_repo|gitlab_repo|bitbucket_repo|load|add_remote_repo)$/;

/** True for the names of calls that do by a library what a command line is known for. */
export const actsAsCommand = (name: string): boolean => TUNNEL.test(name) || PUSHES.test(name) || UPLOADS_RELEASE.test(name) || ASKS_MODEL.test(name) || SHARES.test(name) || DEBUGS.test(name) || CONTAINER.test(name) || name === RUNS_MODULE || REMOTE_MODULES.test(name);

/** `containers.run("image", privileged=True, volumes={"/": …})` */
function containerLine({ args: [image, command], named }: EvaluatedCall, run: Run): string {
  const isPrivileged = named.has('privileged') || named.get('pid_mode')?.text === 'host';
  const seesAll = toolsOf(named.get('volumes'), run).has('/') || [named.get('volumes')?.text, ...(named.get('volumes')?.items ?? []).map(({ text }) => text)].some((text) => text?.startsWith('/:') === true);
  return ['docker run', isPrivileged ? '--privileged' : '', seesAll ? '-v /:/' : '', textOrHole(image ?? named.get('image')), command?.text ?? named.get('command')?.text ?? ''].filter((word) => word !== '').join(' ');
}

/** `sys.argv = ["pip", …]; run_module("pip")` is the command of that name. */
function moduleLine({ args: [module], named }: EvaluatedCall, { attributes }: Run): string | null {
  const name = (module ?? named.get('mod_name'))?.text ?? null;
  const words = commandText(attributes.get('sys.argv'));
  return name === null || words === null ? null : known(`${name} ${words.replace(/^\S+\s*/, '')}`);
}

/** A server for the files of a folder that others can reach, which is told so: one that is started by hand asks for it, too. */
function sharing({ name, args, named }: EvaluatedCall): string | null {
  const host = args[0]?.items?.[0]?.text ?? '';
  const isShared = name.endsWith('.test') || [...args, ...named.values()].some((value) => SHARES_FILES.test(value.name ?? ''));
  return isShared && !/^(?:127\.|localhost|::1)/.test(host) ? 'python -m http.server --bind 0.0.0.0' : null;
}

const SERVES = /\.(?:handle|do_[A-Z]+)$/;

/** `HTTPServer(address, Mine)`: whoever connects has the methods of that class called. */
function noteServed({ args, named, scope }: EvaluatedCall, run: Run): void {
  const name = (args[1] ?? named.get('RequestHandlerClass'))?.name ?? '';
  if (!run.classes.has(name.slice(LOCAL.length))) return;
  for (const key of run.functions.keys()) if (key.startsWith(`${name.slice(LOCAL.length)}.`) && SERVES.test(key)) run.recording.references.push({ from: scope.owner, to: key });
}

function lineOf(call: EvaluatedCall, run: Run): string | null {
  if (TUNNEL.test(call.name)) return 'ngrok http';
  if (PUSHES.test(call.name)) return 'git push';
  if (UPLOADS_RELEASE.test(call.name)) return 'twine upload';
  if (SHARES.test(call.name)) return sharing(call);
  if (DEBUGS.test(call.name)) return call.args[0]?.items?.[0]?.text === '0.0.0.0' ? 'python -m debugpy --listen 0.0.0.0' : null;
  return CONTAINER.test(call.name) ? containerLine(call, run) : moduleLine(call, run);
}

/** Modules that are imported from an address are fetched and run. */
function remoteModules(call: EvaluatedCall, run: Run): Value {
  const fetched = from(UNKNOWN, { kind: 'network', name: call.name, line: call.line });
  record(call, 'network', { text: call.args.find(({ text }) => text !== null)?.text ?? null, run });
  arrive(call, 'exec', { data: [fetched], text: null, run });
  return fetched;
}

/** What a model is told leaves the machine. What it says is nothing that somebody has put there to be fetched. */
function asked(call: EvaluatedCall, run: Run): Value {
  arrive(call, 'network', { data: allValues(call), text: null, run });
  return namedValue(`${call.name}()`);
}

/** Notes the command line that such a call is as good as. */
export function commandCall(call: EvaluatedCall, run: Run): Value {
  if (REMOTE_MODULES.test(call.name)) return remoteModules(call, run);
  if (ASKS_MODEL.test(call.name)) return asked(call, run);
  if (SHARES.test(call.name)) noteServed(call, run);
  const line = lineOf(call, run);
  if (line !== null) record(call, 'process', { text: line, run });
  return changed(namedValue(`${call.name}()`), { origins: mergeOrigins(call.args) });
}

const ELSEWHERE = /^(?:\\\\|\/\/)[\w.-]+[\\/]|^(?:https?|ftp|smb):\/\//i;

/** `sys.path.append("\\\\host\\share")`: what is found there comes from another machine. */
export function noteFarPlace(call: EvaluatedCall, path: Value, run: Run): void {
  if (path.text === null || !ELSEWHERE.test(path.text)) return;
  arrive(call, 'exec', { data: [from(UNKNOWN, { kind: 'network', name: path.text, line: call.line })], text: null, run });
}
