import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Forgets the peak so far and says what is resident now, in MiB: what a process needs to be there at all.
 *
 * @remarks Loading and compiling modules peaks higher than an idle process stays; without forgetting that peak, the memory of
 * what is measured would hide below it. Only Linux can forget; elsewhere the peak so far stands.
 */
export function startMemory(): number {
  globalThis.gc?.();
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    return peakMemory();
  }
  return residentKiB('VmRSS') / 1024;
}

/** The most that was resident since {@link startMemory}, in MiB, as the kernel counts it. */
export function peakMemory(): number {
  try {
    return residentKiB('VmHWM') / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}

function residentKiB(field: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(
    readFileSync('/proc/self/status', 'utf8'),
  );
  if (!line) {
    throw new Error(`The kernel does not tell ${field}`);
  }
  return Number(line[1]);
}
