// The real server over a workspace of its own: SMARTBEATS is the command's path, or the one built in this clone.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const command = process.env.SMARTBEATS ?? join(root, 'src/SmartBeats.Cli/bin/Release/net10.0/SmartBeats.Cli');

export const makeWorkspace = () => mkdtempSync(join(tmpdir(), 'smartbeats-console-'));

/** Starts `smartbeats serve` on a free port; `link` opens the page with its key. The workspace goes when it stops. */
export async function startServer(workspace = makeWorkspace()) {
  const server = spawn(command, ['serve', '--workspace', workspace, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  server.stderr.on('data', (text) => { said += text; });
  const link = await new Promise((resolve, reject) => {
    server.stdout.on('data', (text) => { const found = /http:\S+/.exec(String(text)); if (found) { resolve(found[0]); } });
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`serve ended with ${code}: ${said}`)));
  });
  return {
    link, workspace, origin: new URL(link).origin,
    /** As a machine that loses its power: nothing is closed. */
    async kill() {
      server.kill('SIGKILL');
      if (server.exitCode === null && server.signalCode === null) { await once(server, 'exit'); }
    },
    async stop() {
      if (server.exitCode === null && server.signalCode === null) { server.kill('SIGINT'); await once(server, 'exit'); }
      rmSync(workspace, { recursive: true, force: true });
    },
  };
}

/** Runs the command to its end. */
export const run = (...words) => new Promise((resolve) => execFile(command, words, { cwd: root, maxBuffer: 1e8 },
  (fault, stdout, stderr) => resolve({ code: fault?.code ?? 0, stdout, stderr })));
