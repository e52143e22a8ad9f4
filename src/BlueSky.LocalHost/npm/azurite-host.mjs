// Runs Azurite for LocalHost: node azurite-host.mjs <installation> <data folder>
//
// Prints one line of JSON with the ports once all three services listen, and shuts Azurite down when standard input
// closes. The operating system closes it whichever way LocalHost ends, so a killed LocalHost leaves no orphan.
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

// The tables hold what visitors typed: nobody else on this machine may read them, whatever the folder allows.
process.umask(0o077);

const [installation, dataFolder, role] = process.argv.slice(2);
const pidFile = join(dataFolder, 'azurite.pid');
const patience = 10_000;

if (role === 'detached') await serve();
else detach();

// A process group of its own: Ctrl-C and a kill of LocalHost's group must not reach Azurite, which keeps its last
// writes in memory for some seconds and has to write them down before it ends.
function detach() {
  mkdirSync(dataFolder, { recursive: true });
  const log = openSync(join(dataFolder, 'azurite.log'), 'a');
  spawn(process.execPath, [fileURLToPath(import.meta.url), installation, dataFolder, 'detached'],
    { detached: true, windowsHide: true, stdio: ['inherit', 'inherit', log] }).unref();
}

async function serve() {
  let stopping = false;
  const stop = () => { stopping = true; };
  process.on('SIGINT', () => { });
  process.stdout.on('error', () => { }); // LocalHost is gone: nobody reads, and closing goes on.
  process.stdin.on('error', stop).once('end', stop).once('close', stop).resume();

  await claimDataFolder();
  process.on('exit', () => rmSync(pidFile, { force: true }));
  if (stopping) process.exit(0);

  await startAzurite();
  while (!stopping) await delay(50);
  setTimeout(() => process.exit(1), patience).unref();
  process.emit('SIGTERM', 'SIGTERM');
}

// Two Azurites on one folder start without complaint, and both lose their tables.
async function claimDataFolder() {
  for (let waited = 0; ; waited += 100) {
    try {
      return writeFileSync(pidFile, String(process.pid), { flag: 'wx' });
    } catch (error) {
      if (error.code !== 'EEXIST' || waited >= patience) throw error;
      await delay(100);
    }
  }
}

// Azurite's own command in this process. What it prints is the only place where it says the ports it was given and
// that a service has closed.
async function startAzurite() {
  const ports = {};
  let closed = 0;
  console.log = line => {
    const [, service, port] = /Azurite (\w+) service is successfully listening at .*:(\d+)$/.exec(line) ?? [];
    if (service) ports[service.toLowerCase()] = Number(port);
    if (/service successfully closed/.test(line) && ++closed === 3) process.exit(0);
  };
  const loopback = ['blob', 'queue', 'table']
    .flatMap(service => [`--${service}Host`, '127.0.0.1', `--${service}Port`, '0']);
  process.argv = [process.execPath, 'azurite', '--location', join(dataFolder, 'azurite'), ...loopback,
    '--silent', '--skipApiVersionCheck', '--disableTelemetry'];
  createRequire(join(installation, 'package.json'))('azurite/dist/src/azurite.js');

  while (Object.keys(ports).length < 3 || process.listenerCount('SIGTERM') === 0) await delay(20);
  process.stdout.write(JSON.stringify({ pid: process.pid, ...ports }) + '\n');
}
