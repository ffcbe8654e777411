/** When a line was written, in seconds before the demo's start, and the line. */
export type LogEntry = [secondsBefore: number, text: string];

/**
 * A log as `kubectl logs --timestamps` writes it. `{time}` in a line stands for its own time, in the form that components of
 * Kubernetes write (`0520 11:59:58.000000`), `{iso}` for RFC 3339, `{slash}` for `2026/05/20 11:59:58`.
 */
export function stampedLog(now: Date, entries: readonly LogEntry[]): string {
  return entries
    .map(([secondsBefore, text]) => {
      const iso = new Date(now.getTime() - secondsBefore * 1000).toISOString();
      const seconds = iso.slice(0, 19);
      const line = text
        .replace(
          '{time}',
          `${seconds.slice(5, 10).replace('-', '')} ${seconds.slice(
            11,
          )}.000000`,
        )
        .replace('{iso}', `${seconds}Z`)
        .replace('{slash}', seconds.replaceAll('-', '/').replace('T', ' '));
      return `${iso} ${line}\n`;
    })
    .join('');
}
