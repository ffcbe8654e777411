import type { KubeErrorClass } from '@runai-portal/kube';
import { defineCheck, type Outcomes, type Remedy } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { reachabilityFact } from '../../facts/reachability';

/** There is no answer; the words of the error tell it best. */
function unanswered(
  text: string,
  commands: readonly string[],
  rest: Partial<Remedy> = {},
) {
  const remedy: Remedy = { owner: 'portal-admin', text, commands, ...rest };
  return { status: 'fail', says: '{failure}', remedy } as const;
}

const NOT_AN_API_SERVER = {
  status: 'unknown',
  because: 'unreadable',
  says: 'Something answers, but not as an API server should. Asked for its version, {failure}',
  expected: 'the version of an API server',
  actual: '{failure}',
  remedy: {
    owner: 'portal-admin',
    text: 'See whether the address is that of the API server itself, and not of a login page, a gateway or a load balancer without a server behind it.',
    commands: ['curl -vk https://{target}/version'],
  },
} as const;

/** Why there is no good answer. Commands name `target`, host and port of the API server, and `host`. */
const NO_ANSWER = {
  DnsFailed: unanswered(
    'The name of the API server does not resolve where the portal runs. Correct the address of the cluster, or have the name added to the DNS that the portal uses.',
    ['nslookup {host}'],
  ),
  ConnectFailed: unanswered(
    'Nothing answers at the address. See whether the API server runs, whether the port is right, and whether a firewall lets the portal out: it connects from its egress address by TCP. Where there is no way, a tunnel or a proxy (`proxy-url` in the kubeconfig) can be one.',
    ['curl -vk https://{target}/version'],
    { owner: 'network' },
  ),
  TlsFailed: unanswered(
    "The server's certificate is not trusted, or is not for this name. Give the portal the certificate authority of the cluster (`certificate-authority-data` in the kubeconfig); where the certificate has another name, set `tls-server-name`; where it has expired, renew it on the cluster.",
    [
      'openssl s_client -connect {target} -showcerts </dev/null',
      "kubectl config view --raw --minify -o jsonpath='{.clusters[0].cluster.certificate-authority-data}'",
    ],
    { docs: ['kubeadmCertificates'] },
  ),
  TimedOut: unanswered(
    'No answer came in time. A firewall that drops packets looks like this, and so does an overloaded API server: let the portal out from its egress address, then look at the load of the control plane.',
    ['curl -vk --max-time 10 https://{target}/version'],
    { owner: 'network' },
  ),
  Throttled: NOT_AN_API_SERVER,
  ServerError: NOT_AN_API_SERVER,
  SchemaUnexpected: NOT_AN_API_SERVER,
  TooLarge: NOT_AN_API_SERVER,
} as const satisfies Outcomes;

/** What each class of error of the first call means, and the stage at which it strikes where no answer came. */
const MEANINGS: Partial<
  Record<KubeErrorClass, [outcome: keyof typeof NO_ANSWER, stage?: string]>
> = {
  dns: ['DnsFailed', 'DNS'],
  refused: ['ConnectFailed', 'TCP'],
  unreachable: ['ConnectFailed', 'TCP'],
  timeout: ['TimedOut', 'timeout'],
  tls: ['TlsFailed', 'TLS'],
  throttled: ['Throttled'],
  server: ['ServerError'],
  redirect: ['SchemaUnexpected'],
  malformed: ['SchemaUnexpected'],
  tooLarge: ['TooLarge'],
};

const IN_TIME = {
  expected: 'each call within {limit} ms',
  actual: '{slowest} ms',
};

/** Not being allowed to see the readiness path, or there being none, says nothing of the server. */
const SILENT = new Set<string>(['forbidden', 'notFound', 'unauthorized']);

/** The API server answers, in time, and says that it is ready. Everything else rests on it. */
export const reachableCheck = defineCheck({
  id: 'cluster.reachable',
  title: 'The API server answers',
  category: 'connection',
  description:
    'The portal reaches the API server by name, TCP and TLS, gets answers in time, and the server says that it is ready. Without it nothing can be judged.',
  verify: {
    text: 'From the machine that the portal runs on: the name must resolve, the certificate must be trusted, and the server must say that it is ready, without delay.',
    commands: [
      'nslookup API_SERVER_HOST',
      'curl -v --cacert CA_FILE https://API_SERVER_HOST:PORT/version',
      "time kubectl get --raw '/readyz?verbose'",
    ],
  },
  waivable: false,
  uses: { reachability: reachabilityFact },
  outcomes: {
    Reachable: {
      status: 'pass',
      says: 'The API server answers within {slowest} ms',
      ...IN_TIME,
    },
    Slow: {
      status: 'warn',
      says: 'The API server answers, but took {seconds} s for one of {calls} calls',
      ...IN_TIME,
      remedy: {
        text: 'The API server is slow, or far away. Look at the load of the control plane and of etcd, and at what lies between it and the portal.',
        commands: ["kubectl get --raw '/readyz?verbose'", 'kubectl top nodes'],
      },
    },
    NotReady: {
      status: 'warn',
      says: 'The API server answers, but [its own checks fail. They are {failing}|does not say that it is ready. At {path}, {said}]',
      remedy: {
        text: 'The API server itself says that it is not ready. See what its failing checks name, most often etcd or an admission webhook.',
        commands: ["kubectl get --raw '/readyz?verbose'"],
        docs: ['apiHealth'],
      },
    },
    ...NO_ANSWER,
  },
  evaluate: ({ reachability, profile }) => {
    const { target = 'HOST:PORT', calls, failingSubChecks } = reachability;
    const [{ failure }] = calls;
    const [noAnswer, stage] = (failure && MEANINGS[failure.errorClass]) ?? [];
    const notReady = calls.find(
      call =>
        call.path !== '/version' &&
        call.failure &&
        !SILENT.has(call.failure.errorClass),
    );
    const slowest = Math.max(...calls.map(({ durationMs }) => durationMs));
    const limit = profile.cluster.slowCallSeconds * 1000;
    const failing = failingSubChecks.join(', ') || undefined;
    return {
      outcome:
        noAnswer ??
        firstOf([notReady, 'NotReady'], [slowest > limit, 'Slow'], 'Reachable'),
      values: {
        target,
        host: target.replace(/:[^:]*$/, ''),
        failure: failure?.message,
        failing,
        path: notReady?.path,
        said: notReady?.failure?.message,
        slowest,
        limit,
        seconds: (slowest / 1000).toFixed(1),
        calls: calls.length,
      },
      evidence: evidenceOf(
        ['Connection', 'stage', stage],
        calls.map(({ path, status, durationMs, failure: error }) => [
          `GET ${path}`,
          `${status ?? error?.code ?? error?.errorClass}`,
          [`${durationMs} ms`, error?.message].filter(Boolean).join(', '),
        ]),
        ['GET /readyz', 'failing', failing, 'reported'],
      ),
    };
  },
});
