/**
 * Preloaded into the children of the scripts: ends the child's whole process group when the script that started it is gone,
 * however it went (`kill -9` included), so that nothing is left behind.
 */
const parent = Number(process.env.RUNAI_PORTAL_PARENT);

if (parent && process.ppid === parent) {
  const timer = setInterval(() => {
    if (process.ppid === parent) {
      return;
    }
    clearInterval(timer);
    setTimeout(() => process.kill(-process.pid, 'SIGKILL'), 5_000);
    process.kill(-process.pid, 'SIGTERM');
  }, 500);
  timer.unref();
}
