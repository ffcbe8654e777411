import {
  cluster,
  configMap,
  deployment,
  pod,
  type KubeObject,
} from '@runai-portal/simulator';
import { openshiftProxyFact } from '../../facts/openshift';
import { workloadsFact } from '../../facts/workloads';
import { clusterNetworksFact } from '../../observations/followUps/clusterNetworks';
import { evaluateToOne, factsFrom } from '../../testing';
import { exempts } from './noProxy';
import { proxy } from './proxy';
import { cases, KUBEADM, withProxy } from './proxy.cases';

// A generous deadline: a loaded machine takes long to start servers.
jest.setTimeout(60_000);

const SOURCES = [openshiftProxyFact, workloadsFact, clusterNetworksFact];

describe('exempts', () => {
  it.each([
    ['.svc', '.svc', true],
    ['*.svc', '.svc', true],
    ['svc', '.svc', true],
    ['.cluster.local', '.svc', false],
    ['example.com', 'api.example.com', true],
    ['example.com', 'anexample.com', false],
    ['*', '10.0.0.0/8', true],
    ['10.0.0.0/8', '10.244.0.0/16', true],
    ['10.244.0.0/24', '10.244.0.0/16', false],
    ['10.96.0.1', '10.96.0.1', true],
    ['10.96.0.0/12', '10.112.0.1', false],
    ['fd00::/8', 'fd00:10::1', true],
    ['10.0.0.0/99', '10.0.0.1', false],
  ])('%s: %s %s', (noProxy, wanted, expected) => {
    expect(exempts(` a.example, ${noProxy} `, wanted)).toBe(expected);
  });
});

describe('network.proxy', () => {
  it('warns of what NO_PROXY lacks, and writes the one that lacks nothing', () => {
    const result = evaluateToOne(proxy, cases.Incomplete);

    expect(result).toMatchObject({
      status: 'warn',
      reason: 'Incomplete',
      severity: 'recommended',
    });
    expect(result.message).toContain(
      'lacks 10.244.0.0/16, 10.96.0.0/12, api.example.com',
    );
    expect(result.remediation?.text).toContain(
      'to exactly: .svc,localhost,10.244.0.0/16,10.96.0.0/12,api.example.com',
    );
  });

  it('never shows user and password', () => {
    const shown = JSON.stringify(evaluateToOne(proxy, cases.Incomplete));

    expect(shown).toContain('http://proxy.example:3128');
    expect(shown).not.toMatch(/jane|secret/);
  });

  it('asks for a control plane of the site, not for one in the cloud', () => {
    const controlPlane = { url: 'https://runai.corp.test' };
    const { noProxy = '' } = cases.Complete.settings?.proxy ?? {};
    const judge = (mode: 'cloud' | 'fullyOnPrem') =>
      evaluateToOne(proxy, withProxy(noProxy, KUBEADM, { mode, controlPlane }));

    expect(judge('cloud').status).toBe('pass');
    expect(judge('fullyOnPrem').message).toContain('lacks runai.corp.test');
  });

  it.each([
    ['.svc', '.svc'],
    [undefined, 'no NO_PROXY'],
  ])('tells NO_PROXY as it is: %s', (noProxy, actual) => {
    expect(evaluateToOne(proxy, withProxy(noProxy))).toMatchObject({
      reason: 'Incomplete',
      actual,
    });
  });

  it('is not asked for in an air-gapped site', () => {
    expect(
      evaluateToOne(proxy, withProxy('.svc', KUBEADM, { mode: 'airGapped' }))
        .status,
    ).toBe('notApplicable');
  });

  it('takes an address of each network where the cluster does not tell them whole', () => {
    const addresses = ['172.20.0.1', '192.168.3.4'];
    const judge = (noProxy: string) =>
      evaluateToOne(proxy, withProxy(noProxy, { networks: [], addresses }));

    expect(judge('.svc,172.20.0.0/16,192.168.0.0/16').status).toBe('pass');
    expect(judge('.svc,172.20.0.0/16').message).toContain('192.168.3.4');
  });

  it('finds it in the environment of workloads, and asks kubeadm for the networks', async () => {
    const env = {
      HTTPS_PROXY: 'http://u:p@proxy.example:3128',
      no_proxy: '.svc,10.244.0.0/16',
    };
    const found = await factsFrom(
      cluster('c')
        .kubernetes('1.28.0')
        .objects(
          deployment('kube-system', 'coredns', {
            containers: [{ name: 'coredns', image: 'coredns:1', env }],
          }),
          configMap('kube-system', 'kubeadm-config', {
            ClusterConfiguration:
              'controlPlaneEndpoint: cp.example.com:6443\nnetworking:\n  podSubnet: 10.244.0.0/16\n  serviceSubnet: 10.96.0.0/12\n',
          }),
          pod('kube-system', 'coredns-1', { node: 'n' }),
        ),
      SOURCES,
    );
    const result = evaluateToOne(proxy, { facts: found });

    expect(result.message).toBe(
      'Connections inside the cluster are sent to the proxy. NO_PROXY of Deployment kube-system/coredns lacks 10.96.0.0/12, cp.example.com',
    );
    expect(JSON.stringify(result)).not.toContain('u:p@');
  });

  it('is not concerned with the environment of what others run', async () => {
    const found = await factsFrom(
      [
        deployment('web', 'shop', {
          containers: [
            {
              name: 'shop',
              image: 'shop:1',
              env: { HTTP_PROXY: 'http://proxy.example' },
            },
          ],
        }),
      ],
      SOURCES,
    );

    expect(evaluateToOne(proxy, { facts: found }).reason).toBe('NoProxy');
  });

  it('reads what OpenShift hands out, as its operator completed it', async () => {
    const object = (kind: string, rest: object) =>
      ({
        apiVersion: 'config.openshift.io/v1',
        kind,
        metadata: { name: 'cluster' },
        ...rest,
      } as KubeObject);
    const at = 'http://proxy.example:3128';
    const found = await factsFrom(
      cluster('c')
        .kubernetes('1.19.0')
        .openshift()
        .objects(
          object('Proxy', {
            spec: { httpsProxy: at, noProxy: '.corp.test' },
            status: {
              httpsProxy: at,
              noProxy:
                '.cluster.local,.corp.test,.svc,10.128.0.0/14,172.30.0.0/16',
            },
          }),
          object('Network', {
            status: {
              clusterNetwork: [{ cidr: '10.128.0.0/14' }],
              serviceNetwork: ['172.30.0.0/16'],
            },
          }),
        ),
      SOURCES,
    );

    expect(evaluateToOne(proxy, { facts: found })).toMatchObject({
      status: 'pass',
      reason: 'Complete',
    });
  });
});
