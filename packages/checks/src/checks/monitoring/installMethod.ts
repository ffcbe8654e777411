import type { Remediation } from '@runai-portal/backstage-plugin-runai-common';
import { defineCheck } from '../../declarations';
import { prometheusFact } from '../../facts/prometheus';
import { workloadsFact } from '../../facts/workloads';
import type { Profile } from '../../profiles';
import type {
  PrometheusMethod,
  PrometheusServer,
} from '../../recognition/prometheusServers';
import { findPrometheusServers } from '../../recognition/prometheusServers';
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
export const installMethod = defineCheck({
  id: 'monitoring.install-method',
  title: 'It is known how the existing Prometheus was installed',
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
  ],
  attestable: true,
  notApplicable({ settings }) {
    return settings.existingPrometheus === false
      ? {
          message:
            'By the settings no existing Prometheus is used: the installer brings its own',
        }
      : undefined;
  },
  evaluate({ facts, profile }) {
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
    if (methods.includes('undecided')) {
      return {
        ...common,
        status: 'unknown',
        reason: 'MethodUndecided',
        message: `${named(
          servers,
          'undecided',
        )}: neither a Prometheus object owns it, nor was it installed without an owner. State how it was installed`,
        actual: 'undecided',
        remediation: ask(servers),
      };
    }
    if (methods.length > 1) {
      return {
        ...common,
        status: 'warn',
        reason: 'SeveralMethods',
        message: `There is more than one Prometheus: ${methods
          .map(method => `${named(servers, method)} ${WORDS[method]}`)
          .join('; ')}. Which one shall Run:ai use?`,
        actual: methods.join(', '),
        remediation: ask(servers),
      };
    }
    const [method] = methods;
    const flags = installFlags(profile, method);
    return {
      ...common,
      status: 'pass',
      reason: REASON_OF[method],
      message: `${named(servers, method)} was installed ${WORDS[method]}${
        flags.length > 0
          ? `. The installation of Run:ai is told: ${flags.join(' ')}`
          : ''
      }`,
      actual: method,
    };
  },
});

function named(
  servers: readonly PrometheusServer[],
  method: PrometheusMethod,
): string {
  return servers
    .filter(server => server.method === method)
    .map(serverName)
    .join(' and ');
}

function installFlags(profile: Profile, method: PrometheusMethod): string[] {
  return (
    profile.prometheus.methods.find(({ id }) => id === method)?.installFlags ??
    []
  );
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
