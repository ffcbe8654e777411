import { readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second (`getconf CLK_TCK`). */
const TICKS_A_SECOND = 100;

/** What a process has cost so far, as the kernel counts it (Linux). */
export interface ProcessCost {
  /** Processor time of all its threads. */
  cpuSeconds: number;
  /** The most that was resident since it started. */
  peakMB: number;
}

/** @param pid - of a process that runs */
export function processCost(pid: number): ProcessCost {
  // The name of the program stands in brackets and may hold blanks; utime and stime are fields 14 and 15 of all.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  const peakKiB = /^VmHWM:\s+(\d+) kB$/m.exec(
    readFileSync(`/proc/${pid}/status`, 'utf8'),
  );
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND,
    peakMB: (Number(peakKiB?.[1]) * 1024) / 1e6,
  };
}
