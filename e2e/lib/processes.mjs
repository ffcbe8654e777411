import { execFileSync } from 'node:child_process';

/** The processes of this machine that descend from one: `ps` is everywhere. */
export function descendants(pid) {
  const rows = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], {
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .map(row => row.trim().split(/\s+/).map(Number));
  const below = parent =>
    rows
      .filter(([, ppid]) => ppid === parent)
      .flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
