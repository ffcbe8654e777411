import type { Evidence } from '@runai-portal/backstage-plugin-runai-common';
import { parseQuantity } from '@runai-portal/kube';

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

/** What is said of it. */
export interface ResourceVerdict {
  status: 'pass' | 'warn' | 'fail' | 'unknown';
  reason:
    | 'LargeEnough'
    | 'SlightlyShort'
    | 'LittleFree'
    | 'TooSmall'
    | 'SchemaUnexpected';
  message: string;
  expected: string;
  actual: string;
  evidence: Omit<Evidence, 'observedAt'>[];
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
  const expected = `${title} ${told(need, resource)}`;
  const evidence = [
    {
      what: `node/${node}`,
      key: `capacity ${resource}`,
      value: question.capacity ?? 'absent',
    },
  ];
  if (!capacity) {
    return {
      status: 'unknown',
      reason: 'SchemaUnexpected',
      message:
        question.capacity === undefined
          ? `the node does not tell its ${title}`
          : `the node's ${title} "${question.capacity}" is no quantity`,
      expected,
      actual: `${title} unknown`,
      evidence,
    };
  }
  const amount = told(capacity.toNumber(), resource);
  const base = { expected, actual: `${title} ${amount}`, evidence };
  const isBelow = (share: number) =>
    capacity.nano * BigInt(THOUSAND) * BigInt(THOUSAND) <
    BigInt(Math.round(need * THOUSAND)) *
      NANO *
      BigInt(Math.round(share * THOUSAND));
  // What misses a limit is never rounded up to it: "100.0 %" would be no reason to warn.
  const percentBelow = (share: number) =>
    `${Math.min((100 * capacity.toNumber()) / need, 100 * share - 0.1).toFixed(
      1,
    )} %`;
  if (isBelow(shares.failBelow)) {
    return {
      ...base,
      status: 'fail',
      reason: 'TooSmall',
      message: `${title} is ${amount}, ${percentBelow(
        shares.failBelow,
      )} of ${told(need, resource)}`,
    };
  }
  if (isBelow(shares.warnBelow)) {
    return {
      ...base,
      status: 'warn',
      reason: 'SlightlyShort',
      message: `${title} is ${amount}, ${percentBelow(
        shares.warnBelow,
      )} of ${told(need, resource)}`,
    };
  }
  return judgeFree(question, base, capacity.toNumber());
}

function judgeFree(
  {
    node,
    resource,
    title,
    need,
    allocatable,
    requested,
    shares,
  }: ResourceQuestion,
  base: Pick<ResourceVerdict, 'expected' | 'actual' | 'evidence'>,
  capacity: number,
): ResourceVerdict {
  const offered = parseQuantity(allocatable ?? '')?.toNumber() ?? capacity;
  if (requested === undefined) {
    return {
      ...base,
      status: 'pass',
      reason: 'LargeEnough',
      message: `${title} is enough`,
    };
  }
  const free = Math.max(0, offered - requested);
  const evidence = [
    ...base.evidence,
    {
      what: `node/${node}`,
      key: `free ${resource}`,
      value: `${told(free, resource)} (allocatable ${told(
        offered,
        resource,
      )}, requested by others ${told(requested, resource)})`,
    },
  ];
  return free < need * shares.freeWarnBelow
    ? {
        ...base,
        evidence,
        status: 'warn',
        reason: 'LittleFree',
        message: `only ${told(free, resource)} of ${title} are free, ${told(
          need,
          resource,
        )} are needed. Pods of others ask for ${told(requested, resource)}`,
      }
    : {
        ...base,
        evidence,
        status: 'pass',
        reason: 'LargeEnough',
        message: `${title} is enough`,
      };
}

/** `4 cores`, `8.15 GB`: decimal, as the requirement is written. */
function told(amount: number, resource: string): string {
  return resource === 'cpu'
    ? `${Number(amount.toFixed(3))} cores`
    : `${Number((amount / 1e9).toFixed(2))} GB`;
}
