import { deployment, owner, statefulSet } from '@runai-portal/simulator';
import { evaluateToOne, testProfile } from '../../testing';
import {
  directServer,
  monitoringFacts,
  operatedServer,
} from '../../testing/monitoring';
import { installMethod } from './installMethod';

describe('monitoring.install-method', () => {
  it('fixture 14: is direct where no Prometheus object owns the server', () => {
    const result = evaluateToOne(installMethod, {
      facts: monitoringFacts({ workloads: [directServer()] }),
    });
    expect(result).toMatchObject({
      status: 'pass',
      reason: 'Direct',
      actual: 'direct',
    });
    expect(result.evidence.map(({ value }) => value)).toContain(
      'chart prometheus-14.7.1',
    );
  });

  it('is the operator where one does, though the labels are those of a chart', () => {
    const facts = monitoringFacts({
      workloads: [operatedServer()],
      prometheusIn: ['monitoring'],
    });
    expect(evaluateToOne(installMethod, { facts })).toMatchObject({
      status: 'pass',
      reason: 'Operator',
      actual: 'operator',
    });
  });

  it("is OpenShift's in its namespace", () => {
    const namespace = 'openshift-monitoring';
    const facts = monitoringFacts({
      workloads: [operatedServer({ namespace })],
      prometheusIn: [namespace],
      openshift: true,
    });
    expect(evaluateToOne(installMethod, { facts })).toMatchObject({
      status: 'pass',
      reason: 'OpenShift',
    });
  });

  it.each([
    ['directly', 'direct', [directServer()], undefined],
    ['by the operator', 'operator', [operatedServer()], ['monitoring']],
  ])(
    'says what the installation is told of one that was installed %s',
    (_, method, workloads, prometheusIn) => {
      const profile = testProfile();
      const methods = profile.prometheus.methods.map(known => ({
        ...known,
        installFlags: [`--set installed=${known.id}`],
      }));
      const { message } = evaluateToOne(installMethod, {
        facts: monitoringFacts({ workloads, prometheusIn }),
        profile: { ...profile, prometheus: { ...profile.prometheus, methods } },
      });

      expect(message).toContain(
        `the installation of Run:ai is told --set installed=${method}`,
      );
    },
  );

  it('fixture 16: asks where there are both', () => {
    const facts = monitoringFacts({
      workloads: [operatedServer(), directServer({ namespace: 'metrics' })],
      prometheusIn: ['monitoring'],
    });
    const result = evaluateToOne(installMethod, { facts });
    expect(result).toMatchObject({
      status: 'warn',
      reason: 'SeveralMethods',
      actual: 'operator, direct',
    });
    expect(result.message).toContain('Which one shall Run:ai use?');
  });

  it('warns where the settings say that none is used and one is seen, with the value of the chart', () => {
    const result = evaluateToOne(installMethod, {
      facts: monitoringFacts({ workloads: [directServer()] }),
      settings: { existingPrometheus: false },
    });
    expect(result).toMatchObject({
      status: 'warn',
      reason: 'DeclaredOtherwise',
      actual: 'direct',
    });
    expect(result.message).toMatch(/^Prometheus 2\.26\.0 is there\. /);
    expect(result.message).toContain('kube-prometheus-stack.enabled=false');
    expect(result.remediation?.text).toContain('existingPrometheus: true');
  });

  it.each([
    [
      'several',
      [directServer(), directServer({ namespace: 'metrics' })],
      'There is more than one Prometheus. ',
    ],
    [
      'one of an unknown version',
      [
        deployment('metrics', 'prometheus-server', {
          image: 'quay.io/prometheus/prometheus:latest',
        }),
      ],
      'Prometheus of an unknown version is there. ',
    ],
  ])(
    'warns of %s where the settings say that none is used',
    (_, workloads, words) => {
      const { reason, message } = evaluateToOne(installMethod, {
        facts: monitoringFacts({ workloads }),
        settings: { existingPrometheus: false },
      });
      expect(reason).toBe('DeclaredOtherwise');
      expect(message).toMatch(new RegExp(`^${words}The settings say`));
    },
  );

  it('takes what is seen where nothing is declared', () => {
    const facts = monitoringFacts({ workloads: [directServer()] });
    const judged = (existingPrometheus?: boolean) =>
      evaluateToOne(installMethod, { facts, settings: { existingPrometheus } });
    expect(judged()).toEqual(judged(true));
  });

  it('is undecided where something else owns the server', () => {
    const workload = statefulSet('cattle-monitoring', 'metrics', {
      image: 'registry:5000/mirror/prometheus:v2.26.0',
      owners: [owner('example.com/v1', 'MonitoringStack', 'main')],
    });
    const result = evaluateToOne(installMethod, {
      facts: monitoringFacts({ workloads: [workload] }),
    });
    expect(result).toMatchObject({
      status: 'unknown',
      reason: 'MethodUndecided',
    });
  });

  it.each([
    ['there is none', []],
    ["the only one is Run:ai's", [directServer({ namespace: 'runai' })]],
  ])('does not apply where %s', (_why, workloads) => {
    expect(
      evaluateToOne(installMethod, {
        facts: monitoringFacts({ workloads }),
        settings: { existingPrometheus: false },
      }).status,
    ).toBe('notApplicable');
  });
});
