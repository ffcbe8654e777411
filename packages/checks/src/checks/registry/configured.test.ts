import { deployment } from '@runai-portal/simulator';
import { workloadsFact } from '../../facts/workloads';
import type { ClusterSettingsInput } from '../../settings';
import { evaluateToOne, fact, failedFact, facts } from '../../testing';
import { workloadFacts } from '../../testing/workloads';
import { configured } from './configured';
import { running } from './configured.cases';

const registry = 'registry.corp.example:5000';

function judge(
  images: readonly string[],
  settings?: Partial<ClusterSettingsInput>,
) {
  return evaluateToOne(configured, running(images, settings));
}

describe('registry.configured', () => {
  it.each([undefined, 'cloud', 'hybrid', 'fullyOnPrem'] as const)(
    'lets public registries be used in the mode %s, images without one too',
    mode => {
      const result = judge(['nginx:1.19', 'quay.io/a:1', 'quay.io/b:1'], {
        mode,
      });
      expect(result).toMatchObject({ status: 'pass', reason: 'PublicAllowed' });
      expect(result.evidence).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            key: 'quay.io',
            value: '2 of 3 containers',
          }),
          expect.objectContaining({
            key: 'docker.io',
            value: '1 of 3 containers',
          }),
        ]),
      );
    },
  );

  it.each([
    [undefined, 'NotDeclared'],
    ['docker.io', 'NotInside'],
    ['gcr.io/run-ai-prod', 'NotInside'],
    // In no profile: of the world.
    ['Index.Docker.IO', 'NotInside'],
    ['ghcr.io:443/acme', 'NotInside'],
    ['123456789012.dkr.ecr.eu-west-1.amazonaws.com', 'NotInside'],
  ])('fails air-gapped with the registry %s', (declared, reason) => {
    expect(
      judge([`${registry}/app:1`], { mode: 'airGapped', registry: declared }),
    ).toMatchObject({ status: 'fail', reason, severity: 'required' });
  });

  it.each([
    registry,
    'docker.io.corp.example',
    'mirror-quay.io.lan:5000/proxy/quay.io',
    '10.0.0.5:5000',
  ])('takes %s for a registry of the site', declared => {
    expect(
      judge([`${registry}/app:1`], { mode: 'airGapped', registry: declared }),
    ).toMatchObject({ status: 'pass', reason: 'Declared' });
  });

  it.each([
    ['airGapped', 'a registry inside the site'],
    ['cloud', 'a registry'],
  ] as const)('expects in the mode %s %s', (mode, expected) => {
    expect(judge([], { mode }).expected).toBe(expected);
  });

  it('prefers a machine of its own for the registry', () => {
    const { remediation } = judge([], { mode: 'airGapped' });
    expect(remediation?.text).toContain('on a machine of its own');
  });

  it('warns air-gapped of images that name no registry, by workload', () => {
    const result = judge(['nginx:1.19', `${registry}/app:1`], {
      mode: 'airGapped',
      registry,
    });
    expect(result).toMatchObject({
      status: 'warn',
      reason: 'WithoutRegistry',
      message: expect.stringContaining('Deployment team/app-0'),
    });
    expect(result.remediation?.commands).toEqual([
      `docker tag nginx:1.19 ${registry}/nginx:1.19`,
      `docker push ${registry}/nginx:1.19`,
    ]);
  });

  it('warns of what is never pulled, in the namespaces of users alone', () => {
    const template = {
      spec: {
        template: {
          spec: {
            containers: [
              { name: 'a', image: 'quay.io/a:1', imagePullPolicy: 'Never' },
            ],
          },
        },
      },
    };
    const judgeIn = (namespace: string) =>
      evaluateToOne(configured, {
        facts: facts(
          fact(
            workloadsFact,
            workloadFacts({ ...deployment(namespace, 'a'), ...template }),
          ),
        ),
        settings: { registry },
      });
    expect(judgeIn('team')).toMatchObject({
      status: 'warn',
      reason: 'OnNodeDisk',
    });
    expect(judgeIn('kube-system')).toMatchObject({ reason: 'Declared' });
  });

  it('names the secrets that the pods of Run:ai pull with', () => {
    const [own] = workloadFacts(deployment('runai', 'runai-operator'));
    const result = evaluateToOne(configured, {
      facts: facts(fact(workloadsFact, [{ ...own, pullSecrets: ['gcr'] }])),
      settings: { registry },
    });
    expect(result.message).toMatch(/pods of Run:ai pull with the secret gcr$/);
  });

  it('is unknown, naming the permission, where workloads cannot be listed', () => {
    const message = 'Forbidden(list apps deployments)';
    expect(
      evaluateToOne(configured, {
        facts: facts(failedFact(workloadsFact, 'Forbidden', message)),
        settings: { registry },
      }),
    ).toMatchObject({ status: 'unknown', message });
  });
});
