import { CLUSTER_USES } from '@runai-portal/backstage-plugin-runai-common';
import { z } from 'zod';
import { lazyFields } from '../../profiles/loadTable';
import { founded, minorVersion, text } from '../../profiles/schema/parts';
import type { ClusterSettings } from '../../settings';

// What the table means stands at its head, in `profiles/tables`.
const upgradeTable = lazyFields('upgrades', {
  lines: z.array(minorVersion),
  limits: z.array(
    founded({
      to: minorVersion,
      lines: z.number().int().positive(),
      how: text,
      supported: text,
    }),
  ),
  preparations: z.array(
    founded({
      from: z.tuple([minorVersion, minorVersion]),
      to: minorVersion,
      local: z.literal(true).optional(),
      uses: z.enum(CLUSTER_USES).optional(),
      title: text,
    }),
  ),
});

type Step = readonly [from: string, to: string];

/** The line of a version: that of 2.25.1 is 2.25. */
export function lineOf(version: string): string | undefined {
  return /^v?(\d{1,4}\.\d{1,4})(?![\d])/.exec(version)?.[1];
}

/**
 * The upgrades that lead from one line to another, each as long as it may be; undefined where the table lacks one of the lines.
 */
export function upgradePath(
  from: string,
  to: string,
  { mode, uses = [] }: Pick<ClusterSettings, 'mode' | 'uses'>,
) {
  const { lines, limits, preparations } = upgradeTable();
  const [start, end] = [lines.indexOf(from), lines.indexOf(to)];
  if (start < 0 || end < 0) {
    return undefined;
  }
  const limit = limits.find(one => lines.indexOf(one.to) <= end && start < end);
  const length = limit?.lines ?? lines.length;
  const steps: Step[] = [];
  for (let at = start; at < end; at += length) {
    steps.push([lines[at], lines[Math.min(at + length, end)]]);
  }
  const isLocal = mode === 'fullyOnPrem' || mode === 'airGapped';
  const isNeeded = (
    {
      from: [first, last],
      to: target,
      local,
      uses: use,
    }: (typeof preparations)[number],
    [one, other]: Step,
  ) =>
    lines.indexOf(one) >= lines.indexOf(first) &&
    lines.indexOf(one) <= lines.indexOf(last) &&
    lines.indexOf(other) >= lines.indexOf(target) &&
    (!local || isLocal) &&
    (!use || uses.includes(use));
  return {
    /** The wanted line is older. */
    isBack: end < start,
    steps,
    /** On the way there, where there is one. */
    limit,
    /** In the order of the steps that need them. */
    preparations: steps.flatMap(step =>
      preparations
        .filter(preparation => isNeeded(preparation, step))
        .map(({ title }) => title),
    ),
  };
}
