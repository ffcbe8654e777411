/** What the API takes in one filter, less than its limit of 2,000 for the key before it. */
const MAX_LENGTH = 1_900;
/** A page of the API has 500 clusters, and several may come from one entity. */
const MAX_VALUES = 100;

/** Values of one filter, in as few parts as the API takes; each is asked for on its own. */
export function filterBatches(values: readonly string[]): string[][] {
  const batches: string[][] = [];
  let length = 0;
  for (const value of values) {
    const batch = batches.at(-1);
    length += value.length + 1;
    if (batch && length <= MAX_LENGTH && batch.length < MAX_VALUES) {
      batch.push(value);
    } else {
      batches.push([value]);
      length = value.length + 1;
    }
  }
  return batches;
}
