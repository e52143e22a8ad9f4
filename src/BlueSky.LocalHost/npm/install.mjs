// Installs what package-lock.json names into the current folder, and stops when standard input closes: an
// installation must not outlive the LocalHost that asked for it. Exit code 127: there is no npm.
import { spawn } from 'node:child_process';

const windows = process.platform === 'win32';
// No install scripts: Azurite needs none, and a dependency's script is nobody's business on this machine.
const npm = spawn(windows ? 'npm.cmd' : 'npm',
  ['ci', '--omit=dev', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'],
  { stdio: ['ignore', 'inherit', 'inherit'], shell: windows });

process.stdin.once('end', () => npm.kill()).on('error', () => npm.kill()).resume();
npm.once('error', () => process.exit(127));
npm.once('exit', code => process.exit(code ?? 1));
