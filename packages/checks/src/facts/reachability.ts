import { isKubeError, type KubeErrorClass } from '@runai-portal/kube';
import type { FactContext } from '../declarations';
import { defineFact } from './request';
import { text } from './untrusted';

/** One call to a path of the API server. */
interface Call {
  path: string;
  /** HTTP status; absent where no answer came. */
  status?: number;
  durationMs: number;
  failure?: { errorClass: KubeErrorClass; code?: string; message: string };
}

/**
 * Whether the API server answers, how fast, and what it says of itself: asks `/version` twice and `/readyz?verbose` once
 * (`/healthz` where the server has no `/readyz`, or does not let us see it).
 *
 * Never fails for what the cluster does: that no answer comes is what it tells. It fails where there is no credential to ask with.
 */
export const reachabilityFact = defineFact({
  id: 'reachability',
  title: 'Whether the API server answers',
  requests: {
    version: { verb: 'path', path: '/version' },
    readyz: { verb: 'path', path: '/readyz' },
    healthz: { verb: 'path', path: '/healthz' },
  },
  ttlSeconds: 15,
  collect: async context => {
    const answers = [await call('/version', context)];
    if (!answers[0].call.failure) {
      answers.push(await call('/version', context));
      const ready = await call('/readyz', context);
      const isHidden = [403, 404].includes(ready.call.status ?? 0);
      answers.push(isHidden ? await call('/healthz', context) : ready);
    }
    const [first, second = first, ready] = answers;
    return {
      /** Host and port of the API server. */
      target: context.client.target,
      /** Two calls to `/version` and one to the readiness path; one alone where it failed. */
      calls: answers.map(answer => answer.call),
      /** Sub-checks of the readiness path that fail, by name. */
      failingSubChecks: failingSubChecks(ready?.text ?? ''),
      ...second.clock,
    };
  },
});

async function call(
  path: string,
  { client, signal, now }: Pick<FactContext, 'client' | 'signal' | 'now'>,
): Promise<{
  call: Call;
  text?: string;
  clock?: ReturnType<typeof clockOf>;
}> {
  const sentAt = now();
  const started = performance.now();
  try {
    const answer = await client.nonResource(path, {
      signal,
      // A second attempt would hide how long the first one took.
      retry: false,
      ...(path !== '/version' && { text: true, query: { verbose: '' } }),
    });
    const { status, durationMs, value, headers } = answer;
    return {
      call: { path, status, durationMs: Math.round(durationMs) },
      text: text(value, Infinity),
      clock: clockOf(headers.date, sentAt, now()),
    };
  } catch (error) {
    // Without a credential nothing was sent: that says nothing of the server.
    if (!isKubeError(error) || error.errorClass === 'credentials') {
      throw error;
    }
    const { errorClass, status, code, sentence } = error;
    return {
      call: {
        path,
        status,
        durationMs: Math.round(performance.now() - started),
        failure: { errorClass, code, message: sentence },
      },
      text: error.text ?? error.body?.message,
    };
  }
}

/**
 * The server's clock against ours. A `Date` header names a whole second, and the answer was on its way for a while: what lies
 * within both is no difference.
 */
export function clockOf(
  header: string | undefined,
  sentAt: Date,
  receivedAt: Date,
): { date?: string; clockAheadSeconds?: number } {
  const from = header === undefined ? NaN : Date.parse(header);
  if (Number.isNaN(from)) {
    return {};
  }
  const ahead = from - receivedAt.getTime();
  const behind = sentAt.getTime() - (from + 1000);
  const milliseconds = ahead > 0 ? ahead : -Math.max(0, behind);
  return {
    /** The `Date` header as it came. */
    date: header,
    /** How far the server's clock is ahead of ours, in seconds; 0 within the precision of the header. Absent without a header. */
    clockAheadSeconds: Math.round(milliseconds / 100) / 10 + 0,
  };
}

/** Names of failing sub-checks in the text of `/readyz?verbose`: `[-]etcd failed: reason withheld`. */
export function failingSubChecks(answer: string): string[] {
  return [...answer.matchAll(/^\[-\](\S+)/gm)].map(([, name]) => name);
}
