import {
  deployment,
  gatewayApi,
  haproxyIngress,
  ingressClass,
  loadBalancer as loadBalancerService,
  metalLb,
  nginxIngress,
  type KubeObject,
} from '@runai-portal/simulator';
import { evaluateToOne, factsFrom } from '../../testing';
import { ingressFacts } from '../../testing/ingress';
import { softwareProfile } from '../../testing/software';
import {
  gatewayClassesFact,
  ingressClassesFact,
  loadBalancersFact,
} from '../../facts/ingress';
import { workloadsFact } from '../../facts/workloads';
import { ingress } from './ingress';
import { loadBalancer } from './loadBalancer';

const profile = softwareProfile();
const SOURCE = { source: 'a page', verified: 'vendor' } as const;

describe('software.ingress', () => {
  it('passes the class that is the default and runs, whatever else there is', () => {
    expect(
      evaluateToOne(ingress, {
        facts: ingressFacts(
          ...nginxIngress({ ready: 0 }),
          ...haproxyIngress({ default: true }),
        ),
        profile,
      }),
    ).toMatchObject({
      status: 'pass',
      message:
        'Ingresses are served. HAProxy runs and serves the class haproxy',
    });
  });

  it('names of two controllers that run the one whose class is the default', () => {
    expect(
      evaluateToOne(ingress, {
        facts: ingressFacts(
          ...nginxIngress(),
          ...haproxyIngress({ default: true }),
        ),
        profile,
      }).message,
    ).toBe('Ingresses are served. HAProxy runs and serves the class haproxy');
  });

  it('shows as evidence that there is no class, where there is none', () => {
    const rowsOf = (...objects: KubeObject[]) =>
      evaluateToOne(ingress, {
        facts: ingressFacts(...objects),
        profile,
      }).evidence.map(({ what, value }) => [what, value]);

    expect(rowsOf()).toEqual([['IngressClasses', 'absent']]);
    expect(rowsOf(ingressClass('alb', 'eks.amazonaws.com/alb'))).toEqual([
      ['ingressclass/alb', 'not seen'],
    ]);
  });

  it('wants a default of a single class only where the profile does', () => {
    const facts = ingressFacts(...nginxIngress());
    expect(evaluateToOne(ingress, { facts, profile }).status).toBe('pass');
    const strict = softwareProfile({
      ingress: { gatewayApi: false, defaultClass: true, ...SOURCE },
    });
    expect(evaluateToOne(ingress, { facts, profile: strict })).toMatchObject({
      status: 'warn',
      reason: 'NoDefault',
    });
  });

  it('takes a gateway class only where the profile does, and only one that is accepted', () => {
    const accepted = ingressFacts(...gatewayApi('envoy', 'gateway.envoy'));
    const waiting = ingressFacts(
      ...gatewayApi('envoy', 'gateway.envoy', { accepted: 'Unknown' }),
    );
    const ingressOnly = softwareProfile({
      ingress: { gatewayApi: false, defaultClass: false, ...SOURCE },
    });
    expect(evaluateToOne(ingress, { facts: accepted, profile })).toMatchObject({
      status: 'pass',
      expected: 'an ingress controller that runs, or an accepted gateway class',
      evidence: expect.arrayContaining([
        expect.objectContaining({
          what: 'gatewayclass/envoy',
          value: 'accepted',
        }),
      ]),
    });
    expect(evaluateToOne(ingress, { facts: waiting, profile })).toMatchObject({
      message: expect.stringContaining(
        'envoy has not been accepted by a controller',
      ),
      evidence: expect.arrayContaining([
        expect.objectContaining({
          what: 'gatewayclass/envoy',
          value: 'not accepted',
        }),
      ]),
    });
    expect(
      evaluateToOne(ingress, { facts: accepted, profile: ingressOnly }),
    ).toMatchObject({
      status: 'fail',
      reason: 'Absent',
      expected: 'an ingress controller that runs',
    });
  });

  it('knows a controller that a provider runs out of sight', () => {
    expect(
      evaluateToOne(ingress, {
        facts: ingressFacts(ingressClass('alb', 'eks.amazonaws.com/alb')),
        profile,
      }).status,
    ).toBe('pass');
  });

  it('knows the router of OpenShift, whose image is a digest, with its class and without', () => {
    const router = deployment('openshift-ingress', 'router-default', {
      desired: 2,
      image: 'quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:1487d0af',
    });
    const openshiftClass = ingressClass(
      'openshift-default',
      'openshift.io/ingress-to-route',
    );
    for (const facts of [
      ingressFacts(router),
      ingressFacts(router, openshiftClass),
    ]) {
      expect(evaluateToOne(ingress, { facts, profile })).toMatchObject({
        status: 'pass',
        message: expect.stringContaining('the router of OpenShift'),
      });
    }
  });
});

describe('software.load-balancer', () => {
  it('says who is there to give an address', () => {
    const message = (...more: ReturnType<typeof metalLb>) =>
      evaluateToOne(loadBalancer, {
        facts: ingressFacts(...haproxyIngress(), ...more),
        profile,
      }).message;
    expect(message()).toBe(
      'The ingress has no address. Service haproxy-controller/haproxy-kubernetes-ingress waits for one, and nothing is seen that gives addresses',
    );
    expect(message(...metalLb())).toContain('which MetalLB is there to give');
  });

  it.each([
    ['203.0.113.7', haproxyIngress({ address: '203.0.113.7' })],
    ['pending', haproxyIngress()],
    ['none asked for', nginxIngress()],
  ])('has as its actual value %s', (actual, objects) => {
    expect(
      evaluateToOne(loadBalancer, {
        facts: ingressFacts(...objects),
        profile,
      }).actual,
    ).toBe(actual);
  });

  it('shows as evidence that no such Service is there, where there is none', () => {
    const rowsOf = (...objects: KubeObject[]) =>
      evaluateToOne(loadBalancer, {
        facts: ingressFacts(...objects),
        profile,
      }).evidence.map(({ what, value }) => [what, value]);

    expect(rowsOf()).toEqual([['Services', 'absent']]);
    expect(rowsOf(...haproxyIngress())).toEqual([
      ['service/haproxy-controller/haproxy-kubernetes-ingress', 'pending'],
    ]);
  });

  it('leaves Services of others alone, and looks at those of gateways', () => {
    const judged = (labels: Record<string, string>) =>
      evaluateToOne(loadBalancer, {
        facts: ingressFacts(
          ...nginxIngress(),
          loadBalancerService('team-a', 'web', { labels }),
        ),
        profile,
      }).status;
    expect(judged({})).toBe('notApplicable');
    expect(judged({ 'gateway.networking.k8s.io/gateway-name': 'web' })).toBe(
      'warn',
    );
  });
});

it('reads classes and Services of a cluster, also of one without the Gateway API', async () => {
  const facts = await factsFrom(
    [...haproxyIngress({ default: true, address: '203.0.113.7' })],
    [ingressClassesFact, gatewayClassesFact, loadBalancersFact, workloadsFact],
  );
  expect(evaluateToOne(ingress, { facts, profile }).status).toBe('pass');
  expect(evaluateToOne(loadBalancer, { facts, profile }).status).toBe('pass');
});
