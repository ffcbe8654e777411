import type { Remediation } from '@runai-portal/backstage-plugin-runai-common';
import { legacyCheck } from '../../declarations';
import { prometheusFact } from '../../facts/prometheus';
import { workloadsFact } from '../../facts/workloads';
import type { Profile } from '../../profiles';
import type {
  PrometheusMethod,
  PrometheusServer,
} from '../../observations/prometheusServers';
import { findPrometheusServers } from '../../observations/prometheusServers';
import { serverEvidence, serverName } from './serverEvidence';

const WORDS: Record<PrometheusMethod, string> = {
  operator: 'by the Prometheus Operator',
  direct: 'directly, without an operator',
  openshift: "as OpenShift's own monitoring",
  undecided: 'in a way that cannot be told',
};

const REASON_OF = {
  operator: 'Operator',
  direct: 'Direct',
  openshift: 'OpenShift',
  undecided: 'MethodUndecided',
} as const;

/** B8: it is known how the existing Prometheus was installed. */
export const installMethod = legacyCheck({
  id: 'monitoring.install-method',
  title: 'It is known how Prometheus was installed',
  category: 'monitoring',
  requirements: ['B8'],
  description:
    'Whether an existing Prometheus was installed directly or by the Prometheus Operator changes what the installation of Run:ai has to be told. The sure sign is the owner of its StatefulSet; charts and labels are alike in both cases.',
  scope: 'cluster',
  severity: 'required',
  facts: { workloads: workloadsFact, prometheus: prometheusFact },
  reasons: [
    'Operator',
    'Direct',
    'OpenShift',
    'SeveralMethods',
    'MethodUndecided',
    'DeclaredOtherwise',
  ],
  attestable: true,
  evaluate({ facts, profile, settings }) {
    const own = [profile.namespaces.cluster, profile.namespaces.backend];
    const servers = findPrometheusServers(
      facts.workloads,
      facts.prometheus,
    ).filter(({ namespace }) => !own.includes(namespace));
    if (servers.length === 0) {
      return {
        status: 'notApplicable',
        reason: 'NotApplicable',
        message:
          'There is no existing Prometheus that Run:ai could be connected to',
      };
    }
    const common = {
      expected: 'one of: Prometheus Operator, directly, OpenShift',
      evidence: servers.flatMap(server => [
        serverEvidence(server),
        ...server.signals.map(value => ({
          what: serverName(server),
          key: 'signal',
          value,
        })),
      ]),
    };
    const methods = [...new Set(servers.map(({ method }) => method))];
    const seen = methods
      .map(method => `${named(servers, method)} ${WORDS[method]}`)
      .join('; ');
    if (settings.existingPrometheus === false) {
      return {
        ...common,
        status: 'warn',
        reason: 'DeclaredOtherwise',
        message: `${headline(
          servers,
        )}. The settings say that none is used: the installer then brings a second one beside ${named(
          servers,
        )}${told(profile)}`,
        actual: actualOf(servers),
        remediation: declare(servers, profile),
      };
    }
    if (methods.includes('undecided')) {
      return {
        ...common,
        status: 'unknown',
        reason: 'MethodUndecided',
        message: `How Prometheus was installed cannot be told. ${named(
          servers,
          'undecided',
        )} has an owner that is no Prometheus object: state how it was installed`,
        actual: actualOf(servers),
        remediation: ask(servers),
      };
    }
    if (methods.length > 1) {
      return {
        ...common,
        status: 'warn',
        reason: 'SeveralMethods',
        message: `There is more than one Prometheus. ${seen}. Which one shall Run:ai use?`,
        actual: actualOf(servers),
        remediation: ask(servers),
      };
    }
    const [method] = methods;
    const flags = installFlags(profile, method);
    return {
      ...common,
      status: 'pass',
      reason: REASON_OF[method],
      message: `${headline(servers)}. It is ${named(servers)}${
        flags.length > 0
          ? `; the installation of Run:ai is told ${flags.join(' ')}`
          : ''
      }`,
      actual: actualOf(servers),
    };
  },
});

/** `Prometheus 2.15 was installed directly, without an operator`. */
function headline(servers: readonly PrometheusServer[]): string {
  const [{ method, version }] = servers;
  return servers.every(server => server.method === method)
    ? `Prometheus${
        servers.length === 1 && version ? ` ${version}` : ''
      } was installed ${WORDS[method]}`
    : 'There is more than one Prometheus';
}

function actualOf(servers: readonly PrometheusServer[]): string {
  return [...new Set(servers.map(({ method }) => method))].join(', ');
}

function named(
  servers: readonly PrometheusServer[],
  method?: PrometheusMethod,
): string {
  return servers
    .filter(server => method === undefined || server.method === method)
    .map(serverName)
    .join(' and ');
}

function installFlags(profile: Profile, method: PrometheusMethod): string[] {
  return (
    profile.prometheus.methods.find(({ id }) => id === method)?.installFlags ??
    []
  );
}

/** What the installer is told where the existing server is to be used: its own is switched off, and this one's address. */
function told({ prometheus: { disableBundled } }: Profile): string {
  return disableBundled
    ? `. To use the one that is there, the installation is told ${disableBundled} and the address of this server`
    : '';
}

function declare(
  servers: readonly PrometheusServer[],
  { prometheus: { disableBundled } }: Profile,
): Remediation {
  return {
    owner: 'cluster-admin',
    text: `Use the Prometheus that is there: declare existingPrometheus: true${
      disableBundled ? `, install with ${disableBundled}` : ''
    }, and name its address by the setting prometheus.url. Where two are wanted on purpose, accept this for now.`,
    commands: servers.map(
      ({ namespace }) => `kubectl -n ${namespace} get services`,
    ),
    docs: [],
  };
}

function ask(servers: readonly PrometheusServer[]): Remediation {
  return {
    owner: 'cluster-admin',
    text: 'Decide which Prometheus Run:ai is connected to, and name its address by the setting prometheus.url; or let the installer bring its own with existingPrometheus: false.',
    commands: [
      'kubectl get prometheuses.monitoring.coreos.com --all-namespaces',
      ...servers.map(
        ({ kind, namespace, name }) =>
          `kubectl -n ${namespace} get ${kind.toLowerCase()} ${name} -o yaml`,
      ),
    ],
    docs: [
      {
        title: 'Prometheus Operator: design',
        url: 'https://prometheus-operator.dev/docs/getting-started/design/',
      },
    ],
  };
}
