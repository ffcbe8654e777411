import { defineCheck, type Remedy } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { groupBy } from '../../observations/collections';
import { prometheusServersObservation } from '../../observations/prometheusServers';
import { serverNames, serverRow } from './serverEvidence';

const ASK: Remedy = {
  text: 'Decide which Prometheus Run:ai is connected to, and name its address by the setting prometheus.url; or let the installer bring its own with existingPrometheus: false.',
  commands: [
    'kubectl get prometheuses.monitoring.coreos.com --all-namespaces',
    'kubectl -n {namespace} get {kind} {name} -o yaml',
  ],
  docs: ['prometheusOperator'],
};

function installed(how: string) {
  const says = `Prometheus[ {version}] was installed ${how}. It is {names}[; the installation of Run:ai is told {flags}]`;
  return { status: 'pass', says } as const;
}

/** What is said of one that was installed so, and of it among others. */
const METHODS = {
  operator: ['Operator', 'by the Prometheus Operator'],
  direct: ['Direct', 'directly'],
  openshift: ['OpenShift', "OpenShift's own"],
  undecided: ['MethodUndecided', 'in a way that cannot be told'],
} as const;

/** B8: it is known how the existing Prometheus was installed. */
export const installMethod = defineCheck({
  id: 'monitoring.install-method',
  title: 'It is known how Prometheus was installed',
  category: 'monitoring',
  requirements: ['B8'],
  description:
    'Whether an existing Prometheus was installed directly or by the Prometheus Operator changes what the installation of Run:ai has to be told. The sure sign is the owner of its StatefulSet; charts and labels are alike in both cases.',
  verify: {
    text: 'Look at who owns the StatefulSet of the server: a Prometheus of the operator, or nobody.',
    commands: [
      "kubectl get statefulsets --all-namespaces -o custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,OWNER:.metadata.ownerReferences[*].kind' | grep -i prometheus",
      'kubectl get prometheuses.monitoring.coreos.com --all-namespaces',
      'helm list --all-namespaces | grep -i prometheus',
    ],
  },
  uses: { servers: prometheusServersObservation },
  attestable: true,
  expected: 'one of: Prometheus Operator, directly, OpenShift',
  actual: '{methods}',
  outcomes: {
    Operator: installed('by the Prometheus Operator'),
    Direct: installed('directly, without an operator'),
    OpenShift: installed("as OpenShift's own monitoring"),
    SeveralMethods: {
      status: 'warn',
      says: 'There is more than one Prometheus. By method: {byMethod}. Which one shall Run:ai use?',
      remedy: ASK,
    },
    MethodUndecided: {
      status: 'unknown',
      because: 'unsupported',
      says: 'How Prometheus was installed cannot be told. {undecided} has an owner that is no Prometheus object: state how it was installed',
      remedy: ASK,
    },
    DeclaredOtherwise: {
      status: 'warn',
      says: '[There is {more} than one Prometheus|Prometheus {version} is there|Prometheus of an unknown version is there]. The settings say that none is used: the installer then brings a second one beside {names}[. To use the one that is there, the installation is told {off} and the address of this server]',
      remedy: {
        text: 'Use the Prometheus that is there: declare existingPrometheus: true[, install with {off}], and name its address by the setting prometheus.url. Where two are wanted on purpose, accept this for now.',
        commands: ['kubectl -n {namespace} get services'],
      },
    },
    NotApplicable: {
      status: 'notApplicable',
      says: 'There is no existing Prometheus that Run:ai could be connected to',
      actual: 'none',
    },
  },
  evaluate: ({ servers: { existing }, profile, settings }) => {
    const [first] = existing;
    if (!first) {
      return { outcome: 'NotApplicable' };
    }
    const byMethod = groupBy(existing, ({ method }) => method);
    const undecided = byMethod.get('undecided') ?? [];
    const { disableBundled, methods: known } = profile.prometheus;
    const flags = known.find(({ id }) => id === first.method)?.installFlags;
    return {
      outcome: firstOf(
        [settings.existingPrometheus === false, 'DeclaredOtherwise'],
        [undecided.length > 0, 'MethodUndecided'],
        [byMethod.size > 1, 'SeveralMethods'],
        METHODS[first.method][0],
      ),
      values: {
        methods: [...byMethod.keys()].join(', '),
        names: serverNames(existing),
        more: existing.length > 1 ? 'more' : undefined,
        version: existing.length === 1 ? first.version : undefined,
        flags: flags?.join(' ') || undefined,
        off: disableBundled,
        byMethod: [...byMethod]
          .map(([how, some]) => `${serverNames(some)} (${METHODS[how][1]})`)
          .join('; '),
        undecided: serverNames(undecided),
        namespace: first.namespace,
        kind: first.kind.toLowerCase(),
        name: first.name,
      },
      evidence: evidenceOf(
        existing.flatMap(server => {
          const { title, signals } = server;
          const rows = signals.map(sign => [title, 'signal', sign] as const);
          return [serverRow(server), ...rows];
        }),
      ),
    };
  },
});
