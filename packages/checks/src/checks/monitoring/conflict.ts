import { defineCheck } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { isReady } from '../../facts/workloads';
import { monitoringPartsObservation } from '../../observations/monitoringParts';
import { prometheusTable } from '../../profiles/tables';
import { installerBringsPrometheus, partNames, partRow } from './existingUse';

/** B6: the installer "installs Prometheus by default", which must not be a second one beside an operator that is there. */
export const conflict = defineCheck({
  id: 'monitoring.conflict',
  title: 'No second Prometheus Operator gets in the way',
  category: 'monitoring',
  requirements: ['B6'],
  description:
    'The Prometheus that the installer brings comes with an operator and exporters of its own. Two Prometheus Operators that watch the same namespaces undo what the other does and share one set of definitions, which is of one version; two node exporters want one port of each node. What Run:ai has brought already is no conflict with itself.',
  verify: {
    text: 'List the operators: one is right. On OpenShift its own run in openshift-monitoring, and in openshift-user-workload-monitoring.',
    commands: [
      'kubectl get deployments --all-namespaces | grep -i prometheus-operator',
      'kubectl get customresourcedefinition prometheuses.monitoring.coreos.com -o yaml',
    ],
  },
  severity: 'recommended',
  uses: { parts: monitoringPartsObservation },
  expected: 'one Prometheus Operator at most',
  actual: '[{count} {count:operator|operators}|none]',
  outcomes: {
    NoOperator: {
      status: 'notApplicable',
      says: 'There is no Prometheus Operator that another could be in the way of',
    },
    OneOperator: {
      status: 'pass',
      says: "[There is {one} Prometheus Operator|There is {another} Prometheus Operator beside OpenShift's own|The Prometheus Operators are {whose} own], and no other is to come. By name: {operators}[; the installation of Run:ai is told {off}]",
    },
    SecondOperatorComes: {
      status: 'warn',
      says: 'The installer brings a second Prometheus Operator. By the setting existingPrometheus: false it brings its own, and {operators} is there: two operators undo what the other does',
      remedy: {
        text: 'Use the Prometheus that is there: declare existingPrometheus: true[, and install with {off}].',
        commands: ['kubectl -n {namespace} get deployment {name} -o yaml'],
        docs: ['prometheusOperator'],
      },
    },
    SeveralOperators: {
      status: 'warn',
      says: 'There are {count} Prometheus Operators. They are {operators}: unless each was told its own namespaces, they undo what the other does',
      remedy: {
        text: 'See in their arguments which namespaces each watches, and keep one of them.[ To keep the one that Run:ai did not bring, install Run:ai with {off}.]',
        commands: [
          'kubectl -n {namespace} get deployment {name} -o yaml',
          'kubectl get deployments --all-namespaces | grep -i prometheus-operator',
        ],
        docs: ['prometheusOperator'],
      },
    },
    ExporterPortTaken: {
      status: 'warn',
      says: 'The node exporter that the installer brings finds its port taken. By the setting existingPrometheus: false it brings its own for port {port} of each node, which {exporters} has',
      remedy: {
        text: 'Use the Prometheus that is there: declare existingPrometheus: true[, and install with {off}]. Or switch off one of the two node exporters, or give it another port.',
        commands: ['kubectl -n {namespace} get daemonset {name} -o yaml'],
        docs: ['nodeExporter'],
      },
    },
  },
  evaluate: ({ parts, settings, profile }) => {
    const { disableBundled, nodeExporterPort } = profile.prometheus;
    const { openshift } = prometheusTable();
    const own = parts.operators.filter(({ isOwn }) => isOwn);
    const others = parts.operators.filter(({ isOwn }) => !isOwn);
    // OpenShift runs one for itself and one for its users, each with its own namespaces.
    const free = others.filter(
      ({ workload }) => !openshift.has(workload.namespace),
    );
    const comes =
      settings.existingPrometheus === false &&
      installerBringsPrometheus(profile, settings);
    const hasOwnExporter = parts.nodeExporters.some(
      ({ isOwn, workload }) => isOwn && isReady(workload),
    );
    const taking = parts.nodeExporters.filter(
      ({ isOwn, workload }) =>
        !isOwn &&
        nodeExporterPort !== undefined &&
        workload.hostPorts.includes(nodeExporterPort),
    );
    const outcome = firstOf(
      [own.length > 0 && others.length > 0, 'SeveralOperators'],
      [comes && own.length === 0 && others.length > 0, 'SecondOperatorComes'],
      [free.length > 1, 'SeveralOperators'],
      [comes && taking.length > 0 && !hasOwnExporter, 'ExporterPortTaken'],
      [parts.operators.length > 0, 'OneOperator'],
      'NoOperator',
    );
    const [told] =
      outcome === 'ExporterPortTaken' ? taking : [...others, ...own];
    return {
      outcome,
      values: {
        count: parts.operators.length || undefined,
        operators: partNames(parts.operators),
        exporters: partNames(taking),
        port: nodeExporterPort,
        one: parts.operators.length === 1 ? 'one' : undefined,
        another: free.length === 1 ? 'one' : undefined,
        whose: own.length > 0 ? "Run:ai's" : "OpenShift's",
        off: others.length > 0 ? disableBundled : undefined,
        namespace: told?.workload.namespace,
        name: told?.workload.name,
      },
      evidence: evidenceOf(
        parts.operators.length === 0 && [
          'Deployments',
          'Prometheus Operator',
          'absent',
        ],
        parts.operators.map(partRow),
        comes && [
          'settings',
          'existingPrometheus',
          settings.existingPrometheus,
          'declared',
        ],
        taking.map(partRow),
      ),
    };
  },
});
