/** From how many consecutive ids on a range reads better than a list. */
const RANGE_FROM = 3;

/**
 * Requirement ids as they stand in a row: consecutive ones as a range, `B15–B22`; others one by one, since `B12–B19` for B12,
 * B18 and B19 would claim what is not asked.
 *
 * @param ids - in any order, e.g. `['B12', 'B18', 'B19']`
 */
export function requirementTags(ids: readonly string[]): string[] {
  const sorted = [...new Set(ids)].sort((left, right) =>
    left.localeCompare(right, 'en', { numeric: true }),
  );
  const runs: string[][] = [];
  for (const id of sorted) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last !== undefined && follows(last, id)) run.push(id);
    else runs.push([id]);
  }
  return runs.flatMap(run =>
    run.length >= RANGE_FROM ? [`${run[0]}–${run.at(-1)}`] : run,
  );
}

function follows(before: string, after: string): boolean {
  const [letters, number] = partsOf(before);
  const [nextLetters, nextNumber] = partsOf(after);
  return letters === nextLetters && nextNumber === number + 1;
}

function partsOf(id: string): [string, number] {
  const [, letters = id, digits = ''] = /^(\D*)(\d+)$/.exec(id) ?? [];
  return [letters, digits ? Number(digits) : Number.NaN];
}
