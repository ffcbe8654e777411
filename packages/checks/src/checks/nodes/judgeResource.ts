import { parseQuantity } from '@runai-portal/kube';
import { evidenceOf } from '../../engine/findings';
import type { NodeFact } from '../../facts/nodeFact';
import type { Counts } from '../../facts/podRequests';
import type { Known, Profile } from '../../profiles';

/** What of a node is judged: as in its capacity and in requests of pods, and as the profile calls the need. */
export const RESOURCES = [
  { key: 'cpu', need: 'cpu', title: 'CPU' },
  { key: 'memory', need: 'memoryBytes', title: 'memory' },
  { key: 'ephemeral-storage', need: 'diskBytes', title: 'disk' },
] as const;

/** How large a system node has to be, and how far it may miss that. */
export type SystemNodeNeeds = Profile['systemNodes'] &
  Known<Profile['systemNodes']['size']>;

/** What one resource lets one say of the node, worst first. */
export const RESOURCE_OUTCOMES = [
  'TooSmall',
  'SchemaUnexpected',
  'SlightlyShort',
  'LittleFree',
  'LargeEnough',
] as const;

type ResourceOutcome = (typeof RESOURCE_OUTCOMES)[number];

/** Floating numbers are that exact: 3800m of 4 cores is 95 %, and not less. */
const EXACT = 1 - 1e-12;

/**
 * Judges one resource of a node: its capacity against the need, then what is free of it.
 *
 * @param requests - of pods of others; undefined where they were not read
 */
export function judgeResource(
  { key, need: resource, title }: (typeof RESOURCES)[number],
  { name, capacity = {}, allocatable = {} }: NodeFact,
  requests: Counts | undefined,
  needed: SystemNodeNeeds,
) {
  const { warnBelow, failBelow, freeWarnBelow } = needed;
  const need = needed[resource];
  const written: string | undefined = capacity[key];
  // No machine has none: a kubelet that cannot measure its disk, or has just begun, says 0.
  const size = parseQuantity(written ?? '')?.toNumber() || undefined;
  const offered =
    parseQuantity(allocatable[key] ?? '')?.toNumber() ?? size ?? 0;
  const taken = requests?.[key] ?? 0;
  const free = requests ? Math.max(0, offered - taken) : Infinity;
  const told = (amount: number) => amountOf(amount, key);
  const [has, needs] = [size ?? 0, need].map(told);
  const [left, all, asked] = [free, offered, taken].map(told);
  const missed = [failBelow, warnBelow].find(
    share => size !== undefined && size < need * share * EXACT,
  );
  // What misses a limit is never rounded up to it: "100.0 %" would be no reason to warn.
  const percent = Math.min(
    (100 * (size ?? 0)) / need,
    100 * (missed ?? 1) - 0.1,
  ).toFixed(1);
  const small = `${title} is ${has}, ${percent} % of ${needs}`;
  const isZero = parseQuantity(written ?? '')?.toNumber() === 0;
  const unusable = isZero
    ? `its ${title} is told to be ${written}: the kubelet could not measure it`
    : `its ${title} "${written}" is no quantity`;
  const unreadable =
    written === undefined ? `it does not tell its ${title}` : unusable;
  // Most of the time others have taken it; a kubelet may also keep a large part back, for itself and against eviction.
  const kept = Math.max(0, (size ?? 0) - offered);
  const taking = [
    taken > 0 && `pods of others ask for ${asked}`,
    kept > 0 && `the kubelet keeps ${told(kept)} of ${has} back`,
  ].filter(Boolean);
  const little = `only ${left} of ${title} are free, ${needs} are needed; ${taking.join(
    ' and ',
  )}`;
  const rows: [holds: unknown, outcome: ResourceOutcome, short: string][] = [
    [size === undefined, 'SchemaUnexpected', unreadable],
    [missed === failBelow, 'TooSmall', small],
    [missed, 'SlightlyShort', small],
    [free < need * freeWarnBelow, 'LittleFree', little],
    [true, 'LargeEnough', ''],
  ];
  const [[, outcome, short]] = rows.filter(([holds]) => holds);
  const room = `${left} (allocatable ${all}, requested by others ${asked})`;
  const what = `node/${name}`;
  return {
    key,
    outcome,
    /** What is short, as a sentence. */
    short,
    actual: `${title} ${size === undefined ? 'unknown' : has}`,
    evidence: evidenceOf(
      [what, `capacity ${key}`, written ?? 'absent', 'reported'],
      [what, `free ${key}`, requests && room],
    ),
  };
}

/** `4 cores`, `8.15 GB`: decimal, as the requirement is written. */
export function amountOf(amount: number, resource: string): string {
  return resource === 'cpu'
    ? `${Number(amount.toFixed(3))} cores`
    : `${Number((amount / 1e9).toFixed(2))} GB`;
}
