/** One figure of a benchmark. A figure with a limit fails where it is on the wrong side of it. */
export interface Measurement {
  name: string;
  value: number;
  /** The worst value that is accepted. */
  limit?: number;
  unit:
    | 's'
    | 'ms'
    | 'MB'
    | 'MiB'
    | 'KiB'
    | 'cores'
    | 'clusters'
    | 'requests'
    | 'results'
    | 'rounds'
    | 'MB/s'
    | 'ratio';
  higherIsBetter: boolean;
}

/** Whether the figure keeps its limit. A figure without one is only told. */
export function keepsLimit({
  value,
  limit,
  higherIsBetter,
}: Measurement): boolean {
  if (limit === undefined) {
    return true;
  }
  return higherIsBetter ? value >= limit : value <= limit;
}

/** The middle value; of an even number, the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
