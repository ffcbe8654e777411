import { statefulSet, type KubeObject } from '@runai-portal/simulator';
import { versionFact } from '../../facts/version';
import type { ClusterSettingsInput } from '../../settings';
import { evaluateToOne, fact } from '../../testing';
import {
  directServer,
  monitoringFacts,
  stateMetrics,
} from '../../testing/monitoring';
import { kubeStateMetrics } from './kubeStateMetrics';

function judge(
  gitVersion: string,
  workloads: KubeObject[],
  settings: Partial<ClusterSettingsInput> = { existingPrometheus: true },
) {
  return evaluateToOne(kubeStateMetrics, {
    facts: monitoringFacts({
      workloads: [directServer(), ...workloads],
      more: [fact(versionFact, { gitVersion })],
    }),
    settings,
  });
}

describe('monitoring.kube-state-metrics', () => {
  it.each([
    ['v1.9.8', 'v1.21.4', undefined],
    ['v1.9.8', 'v1.22.0', 'Ingress, CertificateSigningRequest'],
    ['v2.0.0', 'v1.24.9', undefined],
    [
      'v2.2.4',
      'v1.25.0',
      'HorizontalPodAutoscaler, CronJob, PodDisruptionBudget',
    ],
    ['v2.3.0', 'v1.25.0', 'CronJob, PodDisruptionBudget'],
    ['v2.4.2', 'v1.25.0', undefined],
    ['v2.6.0', 'v1.26.0', 'HorizontalPodAutoscaler'],
    ['v2.7.0', 'v1.36.3', undefined],
    ['v2.20.0', 'v1.36.3', undefined],
    ['v2.6.0', 'v1.26.3-eks-1', 'HorizontalPodAutoscaler'],
    ['latest', 'v1.36.3', undefined],
    ['v2.0.0', 'garbage', undefined],
  ])('%s on %s lacks metrics of %s', (version, server, kinds) => {
    const result = judge(server, [stateMetrics({ version })]);
    expect(result.reason).toBe(kinds ? 'TooOld' : 'Ready');
    expect(result.message).toContain(kinds ?? 'is ready');
  });

  it('names the release that has all of them again', () => {
    expect(
      judge('v1.30.1', [stateMetrics({ version: 'v1.9.0' })]).remediation?.text,
    ).toContain('Upgrade kube-state-metrics to 2.7 or later');
  });

  it('passes where one is new enough and another is left from before', () => {
    const old = stateMetrics({ version: 'v1.9.0' });
    const current = statefulSet('monitoring', 'kube-state-metrics', {
      image: 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.17.0',
    });
    expect(judge('v1.34.1', [old, current]).reason).toBe('Ready');
  });

  it('takes the number of the chart for no version', () => {
    const part = stateMetrics({
      image: `mirror/m@sha256:${'a'.repeat(64)}`,
      labels: {
        'app.kubernetes.io/name': 'kube-state-metrics',
        'app.kubernetes.io/version': '1.9.8',
        'helm.sh/chart': 'kube-state-metrics-1.9.8',
      },
    });
    expect(judge('v1.30.0', [part]).reason).toBe('Ready');
  });

  it('fails where there is none or none is ready, and only warns until it is declared that the Prometheus is used', () => {
    const down = [stateMetrics({ ready: 0 })];
    expect(judge('v1.20.2', [])).toMatchObject({
      status: 'fail',
      reason: 'NotInstalled',
    });
    expect(judge('v1.20.2', down)).toMatchObject({
      status: 'fail',
      reason: 'NoneReady',
    });
    expect(judge('v1.20.2', [], {}).status).toBe('warn');
    expect(judge('v1.20.2', down, {})).toMatchObject({
      status: 'warn',
      reason: 'UndeclaredUse',
    });
  });

  it('says of one that is not ready whether it was scaled to 0', () => {
    expect(judge('v1.20.2', [stateMetrics({ ready: 0 })]).message).toContain(
      '0 of 1 ready',
    );
    expect(judge('v1.20.2', [stateMetrics({ desired: 0 })]).message).toContain(
      'scaled to 0',
    );
  });

  it('shows as evidence that there is none, where there is none', () => {
    const valuesOf = (...workloads: KubeObject[]) =>
      judge('v1.20.2', workloads).evidence.map(({ value }) => value);

    expect(valuesOf()).toEqual(['absent', 'v1.20.2']);
    expect(valuesOf(stateMetrics())).toEqual(['1 of 1 ready', 'v1.20.2']);
  });

  it.each([
    [
      'none is there and none is declared',
      [],
      {},
      'There is none, and the installer brings its own',
    ],
    [
      'the settings say that none is used',
      [directServer()],
      { existingPrometheus: false },
      'By the setting existingPrometheus: false, the installer brings its own',
    ],
  ])('fixture 18: does not apply where %s', (_, workloads, settings, words) => {
    expect(
      evaluateToOne(kubeStateMetrics, {
        facts: monitoringFacts({
          workloads,
          more: [fact(versionFact, { gitVersion: 'v1.20.2' })],
        }),
        settings,
      }),
    ).toMatchObject({
      status: 'notApplicable',
      message: expect.stringContaining(words),
    });
  });
});
