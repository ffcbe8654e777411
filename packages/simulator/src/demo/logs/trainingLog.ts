import { type LogEntry, stampedLog } from './stampedLog';

const MINUTE = 60;
const EPOCH_SECONDS = 14 * MINUTE;

/** What a researcher's training writes: a line an epoch, the loss falling, the last one some minutes ago. */
export function trainingLog(now: Date, gpus: number): string {
  const epochs = Array.from({ length: 12 }, (_, index): LogEntry => {
    const epoch = 31 + index;
    const loss = (2.31 * Math.exp(-epoch / 26)).toFixed(4);
    const accuracy = (0.79 - 0.42 * Math.exp(-epoch / 18)).toFixed(4);
    return [
      (12 - index) * EPOCH_SECONDS - 9 * MINUTE,
      `[{iso}] epoch ${epoch}/90  loss ${loss}  top-1 ${accuracy}  ${
        gpus * 342
      } images/s`,
    ];
  });
  return stampedLog(now, [
    [
      13 * EPOCH_SECONDS,
      `[{iso}] resumed from /data/checkpoints/epoch-30.pt on ${gpus} GPUs`,
    ],
    ...epochs,
  ]);
}
