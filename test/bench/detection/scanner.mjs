import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

// Loaded into depsec's process: tells at its end how much memory it ever had. Without blanks, which NODE_OPTIONS would divide it at.
const PEAK = `data:text/javascript,import{isMainThread}from'node:worker_threads';import{writeFileSync}from'node:fs';if(isMainThread)process.on('exit',()=>writeFileSync(process.env.DEPSEC_BENCH_PEAK,String(process.resourceUsage().maxRSS)))`;

function resultsIn(text) {
  try {
    return JSON.parse(text).results;
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

/** Runs of `depsec scan`, each with a home of its own below `work`, so that no setting and no kept finding of this machine counts. */
export function createScanner(entry, work) {
  const peakFile = join(work, 'peak');
  let peakKilobytes = 0;

  const run = (files) => {
    const home = mkdtempSync(join(work, 'home-'));
    const env = { ...process.env, HOME: home, USERPROFILE: home, DEPSEC_HOME: join(home, '.depsec'), NODE_OPTIONS: `--import=${PEAK}`, DEPSEC_BENCH_PEAK: peakFile };
    return new Promise((done, failed) => {
      const child = spawn(process.execPath, [entry, 'scan', '--offline', '--format', 'json', ...files], { cwd: home, env, stdio: ['ignore', 'pipe', 'ignore'] });
      let text = '';
      child.stdout.setEncoding('utf8').on('data', (chunk) => { text += chunk; });
      child.on('error', failed);
      child.on('close', () => {
        if (existsSync(peakFile)) peakKilobytes = Math.max(peakKilobytes, Number(readFileSync(peakFile, 'utf8')));
        rmSync(home, { recursive: true, force: true });
        done(text);
      });
    });
  };

  /** Results by path. What makes a whole run fail is found by halving, and is missing from them. */
  async function scan(files) {
    if (files.length === 0) return new Map();
    const results = resultsIn(await run(files));
    if (results !== null) return new Map(results.map((result) => [result.file, result]));
    if (files.length === 1) return new Map();
    const middle = files.length >> 1;
    return new Map([...(await scan(files.slice(0, middle))), ...(await scan(files.slice(middle)))]);
  }
  return { scan, peakMegabytes: () => peakKilobytes / 1024 };
}
