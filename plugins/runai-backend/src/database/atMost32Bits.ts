/**
 * A number for a column of 32 bits. A kubelet may claim any number of GPUs: PostgreSQL would refuse the row, and with it all that
 * was seen of the cluster.
 *
 * @returns null for a number that is not known
 */
export function atMost32Bits(count: number | undefined): number | null {
  return count === undefined ? null : Math.min(count, 2 ** 31 - 1);
}
