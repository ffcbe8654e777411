import { deployment, type KubeObject } from '@runai-portal/simulator';
import { evaluateToOne, testProfile } from '../../testing';
import {
  monitoringFacts,
  nodeExporterSet,
  prometheusOperator,
} from '../../testing/monitoring';
import { conflict } from './conflict';

function judge(workloads: KubeObject[], existingPrometheus?: boolean) {
  return evaluateToOne(conflict, {
    facts: monitoringFacts({ workloads }),
    settings: { existingPrometheus },
  });
}

describe('monitoring.conflict', () => {
  it('warns where an operator is there and the installer brings another, with the value that turns that off', () => {
    const result = judge([prometheusOperator()], false);
    expect(result).toMatchObject({
      status: 'warn',
      reason: 'SecondOperatorComes',
      severity: 'recommended',
    });
    expect(result.message).toContain(
      'Deployment monitoring/prometheus-operator (0.47.0) is there',
    );
    expect(result.remediation?.text).toContain(
      'kube-prometheus-stack.enabled=false',
    );
  });

  it.each([true, undefined])(
    'passes where the one that is there is used (existingPrometheus: %s)',
    declared => {
      const result = judge([prometheusOperator()], declared);
      expect(result).toMatchObject({ status: 'pass', reason: 'OneOperator' });
      expect(result.message).toContain(
        'is told kube-prometheus-stack.enabled=false',
      );
    },
  );

  it.each([
    [
      'the one that is there',
      ['monitoring'],
      'There is one Prometheus Operator,',
    ],
    [
      "OpenShift's two",
      ['openshift-monitoring', 'openshift-user-workload-monitoring'],
      "The Prometheus Operators are OpenShift's own,",
    ],
    [
      "one of somebody beside OpenShift's",
      ['openshift-monitoring', 'team-a'],
      "There is one Prometheus Operator beside OpenShift's own,",
    ],
    [
      'those that Run:ai brought',
      ['runai', 'runai-backend'],
      "The Prometheus Operators are Run:ai's own,",
    ],
  ])('says whose %s is', (_, namespaces, words) => {
    const { reason, message } = judge(
      namespaces.map(namespace => prometheusOperator(namespace)),
    );

    expect(reason).toBe('OneOperator');
    expect(message).toContain(`${words} and no other is to come`);
  });

  it('shows as evidence that there is no operator, where there is none', () => {
    const evidenceOf = (...workloads: KubeObject[]) =>
      judge(workloads).evidence.map(({ value }) => value);

    expect(evidenceOf()).toEqual(['absent']);
    expect(evidenceOf(prometheusOperator())).toEqual(['1 of 1 ready']);
  });

  it("takes Run:ai's own operator for no conflict with itself", () => {
    const result = judge([prometheusOperator('runai')], false);
    expect(result).toMatchObject({ status: 'pass', reason: 'OneOperator' });
    expect(result.message).not.toContain('is told');
  });

  it("warns of Run:ai's own beside another, whatever is declared", () => {
    const both = [prometheusOperator(), prometheusOperator('runai')];
    for (const declared of [true, false, undefined]) {
      expect(judge(both, declared).reason).toBe('SeveralOperators');
    }
  });

  it('warns of two that somebody installed', () => {
    const two = [prometheusOperator(), prometheusOperator('team-a')];
    const result = judge(two, true);
    expect(result).toMatchObject({ status: 'warn', actual: '2 operators' });
    expect(result.remediation?.commands[0]).toBe(
      'kubectl -n monitoring get deployment prometheus-operator -o yaml',
    );
  });

  it("takes OpenShift's two for one each of its own, and still warns of a third from the installer", () => {
    const own = [
      'openshift-monitoring',
      'openshift-user-workload-monitoring',
    ].map(namespace =>
      deployment(namespace, 'prometheus-operator', {
        image: `quay.io/openshift-release-dev/m@sha256:${'b'.repeat(64)}`,
        podLabels: { 'app.kubernetes.io/name': 'prometheus-operator' },
      }),
    );
    expect(judge(own).status).toBe('pass');
    expect(judge(own, false).reason).toBe('SecondOperatorComes');
  });

  it('warns of the port that an exporter without an operator has, where the installer brings its own', () => {
    const result = judge([nodeExporterSet({ desired: 3 })], false);
    expect(result.reason).toBe('ExporterPortTaken');
    expect(result.remediation?.commands).toEqual([
      'kubectl -n monitoring get daemonset prometheus-node-exporter -o yaml',
    ]);
    expect(result.message).toContain('port 9100 of each node');
    expect(judge([nodeExporterSet({ desired: 3 })], true).reason).toBe(
      'NoOperator',
    );
  });

  it("does not warn of a port that Run:ai's own exporter has already", () => {
    const own = nodeExporterSet({ namespace: 'runai', desired: 3 });
    expect(judge([own], false).reason).toBe('NoOperator');
    expect(judge([own, nodeExporterSet({ desired: 3 })], false).reason).toBe(
      'NoOperator',
    );
  });

  it('says nothing of ports where the profile does not know them', () => {
    const profile = testProfile();
    const { nodeExporterPort, ...prometheus } = profile.prometheus;
    expect(nodeExporterPort).toBe(9100);
    expect(
      evaluateToOne(conflict, {
        facts: monitoringFacts({
          workloads: [nodeExporterSet({ desired: 3 })],
        }),
        settings: { existingPrometheus: false },
        profile: { ...profile, prometheus },
      }).reason,
    ).toBe('NoOperator');
  });
});
