import { parseQuantity } from '@runai-portal/kube';
import type { EvidenceLine } from '../../declarations';

/** What is known of one resource of a node, and what is asked for. */
export interface ResourceQuestion {
  node: string;
  /** As in `status.capacity`. */
  resource: 'cpu' | 'memory' | 'ephemeral-storage';
  title: string;
  /** Cores, or bytes. */
  need: number;
  /** Quantities as written; undefined where the node tells none. */
  capacity: string | undefined;
  allocatable: string | undefined;
  /** Cores or bytes that pods of others ask for; undefined where the pods were not read. */
  requested: number | undefined;
  /** Shares of the need, from the profile. */
  shares: { warnBelow: number; failBelow: number; freeWarnBelow: number };
}

/** What one resource lets one say of the node, worst first. */
export const RESOURCE_OUTCOMES = [
  'TooSmall',
  'SchemaUnexpected',
  'SlightlyShort',
  'LittleFree',
  'LargeEnough',
] as const;

/** What is said of a resource. */
export interface ResourceVerdict {
  outcome: (typeof RESOURCE_OUTCOMES)[number];
  /** What is short, as a clause; empty where it is enough. */
  clause: string;
  expected: string;
  actual: string;
  evidence: EvidenceLine[];
}

const NANO = 1_000_000_000n;
/** Needs and shares are exact to a thousandth. */
const THOUSAND = 1000;

/**
 * Judges one resource: capacity against the need, then what is free of it.
 *
 * @remarks Compared as whole numbers: 3800m of 4 cores is exactly 95 %, which floating numbers may miss.
 */
export function judgeResource(question: ResourceQuestion): ResourceVerdict {
  const { node, resource, title, need, shares } = question;
  const capacity = parseQuantity(question.capacity ?? '');
  const expected = `${title} ${amountOf(need, resource)}`;
  const evidence: EvidenceLine[] = [
    {
      what: `node/${node}`,
      key: `capacity ${resource}`,
      value: question.capacity ?? 'absent',
      how: 'reported',
    },
  ];
  if (!capacity) {
    return {
      outcome: 'SchemaUnexpected',
      clause:
        question.capacity === undefined
          ? `it does not tell its ${title}`
          : `its ${title} "${question.capacity}" is no quantity`,
      expected,
      actual: `${title} unknown`,
      evidence,
    };
  }
  const amount = amountOf(capacity.toNumber(), resource);
  const base = { expected, actual: `${title} ${amount}`, evidence };
  const isBelow = (share: number) =>
    capacity.nano * BigInt(THOUSAND) * BigInt(THOUSAND) <
    BigInt(Math.round(need * THOUSAND)) *
      NANO *
      BigInt(Math.round(share * THOUSAND));
  // What misses a limit is never rounded up to it: "100.0 %" would be no reason to warn.
  const below = (share: number) => {
    const percent = (100 * capacity.toNumber()) / need;
    const shown = Math.min(percent, 100 * share - 0.1).toFixed(1);
    return `${title} is ${amount}, ${shown} % of ${amountOf(need, resource)}`;
  };
  if (isBelow(shares.failBelow)) {
    return { ...base, outcome: 'TooSmall', clause: below(shares.failBelow) };
  }
  if (isBelow(shares.warnBelow)) {
    return {
      ...base,
      outcome: 'SlightlyShort',
      clause: below(shares.warnBelow),
    };
  }
  return { ...base, ...judgeFree(question, capacity.toNumber(), evidence) };
}

function judgeFree(
  question: ResourceQuestion,
  capacity: number,
  evidence: EvidenceLine[],
): Pick<ResourceVerdict, 'outcome' | 'clause' | 'evidence'> {
  const { node, resource, title, need, requested, shares } = question;
  if (requested === undefined) {
    return { outcome: 'LargeEnough', clause: '', evidence };
  }
  const offered =
    parseQuantity(question.allocatable ?? '')?.toNumber() ?? capacity;
  const free = Math.max(0, offered - requested);
  const [left, whole, taken] = [free, offered, requested].map(amount =>
    amountOf(amount, resource),
  );
  const little = free < need * shares.freeWarnBelow;
  return {
    outcome: little ? 'LittleFree' : 'LargeEnough',
    clause: little
      ? `only ${left} of ${title} are free, ${amountOf(
          need,
          resource,
        )} are needed; pods of others ask for ${taken}`
      : '',
    evidence: [
      ...evidence,
      {
        what: `node/${node}`,
        key: `free ${resource}`,
        value: `${left} (allocatable ${whole}, requested by others ${taken})`,
        how: 'observed',
      },
    ],
  };
}

/** `4 cores`, `8.15 GB`: decimal, as the requirement is written. */
function amountOf(amount: number, resource: string): string {
  return resource === 'cpu'
    ? `${Number(amount.toFixed(3))} cores`
    : `${Number((amount / 1e9).toFixed(2))} GB`;
}
