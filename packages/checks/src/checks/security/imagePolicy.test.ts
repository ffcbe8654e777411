import { cluster, crd, type KubeObject } from '@runai-portal/simulator';
import { imagePoliciesFact } from '../../facts/imagePolicies';
import type { Profile } from '../../profiles';
import { evaluateToOne, factsFrom, testProfile } from '../../testing';
import { imagePolicy } from './imagePolicy';
import { cases } from './imagePolicy.cases';

// A generous deadline: a loaded machine takes long to start servers.
jest.setTimeout(60_000);

async function judged(...objects: object[]) {
  const facts = await factsFrom(
    cluster('c')
      .kubernetes('1.28.0')
      .openshift()
      .objects(
        crd('clusterpolicies.kyverno.io', {
          kind: 'ClusterPolicy',
          scope: 'Cluster',
        }),
        crd('k8sallowedrepos.constraints.gatekeeper.sh', {
          kind: 'K8sAllowedRepos',
          scope: 'Cluster',
          versions: ['v1beta1'],
        }),
        ...(objects as KubeObject[]),
      ),
    [imagePoliciesFact],
  );
  return evaluateToOne(imagePolicy, { facts });
}

const kyverno = (name: string, validate: object, action = 'Enforce') => ({
  apiVersion: 'kyverno.io/v1',
  kind: 'ClusterPolicy',
  metadata: { name },
  spec: { validationFailureAction: action, rules: [{ name: 'r', validate }] },
});
const pattern = (image: string) => ({
  pattern: { spec: { containers: [{ image }] } },
});

describe('security.image-policy', () => {
  it('does not apply where nobody restricts images', async () => {
    expect(await judged()).toMatchObject({
      status: 'notApplicable',
      severity: 'informational',
    });
  });

  it.each<[string, object, string]>([
    [
      'Kyverno',
      kyverno('r', pattern('registry.example/* | gcr.io/*')),
      'docker.io, quay.io',
    ],
    [
      "Gatekeeper's library",
      {
        apiVersion: 'constraints.gatekeeper.sh/v1beta1',
        kind: 'K8sAllowedRepos',
        metadata: { name: 'r' },
        spec: { parameters: { repos: ['gcr.io/run-ai-prod/', 'docker.io'] } },
      },
      'quay.io',
    ],
    [
      'OpenShift',
      {
        apiVersion: 'config.openshift.io/v1',
        kind: 'Image',
        metadata: { name: 'cluster' },
        spec: {
          registrySources: { allowedRegistries: ['gcr.io', 'quay.io'] },
        },
      },
      'docker.io',
    ],
  ])(
    'warns of registries that %s leaves out',
    async (_who, object, missing) => {
      const result = await judged(object);

      expect(result).toMatchObject({ status: 'warn', reason: 'NotCovered' });
      expect(result.message).toContain(`not allow ${missing}`);
    },
  );

  it.each([
    ['only audits', kyverno('r', pattern('a.example/*'), 'Audit')],
    ['asks for a tag', kyverno('tags', pattern('!*:latest'))],
    ['is about other things', kyverno('labels', { pattern: {} })],
  ])('leaves aside a policy that %s', async (_what, object) => {
    expect((await judged(object)).reason).toBe('NoPolicy');
  });

  it('names a policy about registries that it cannot read, and guesses nothing', async () => {
    const result = await judged(
      kyverno('restrict-image-registries', { foreach: [] }),
    );

    expect(result).toMatchObject({ status: 'unknown', reason: 'NotReadable' });
    expect(result.message).toContain('clusterpolicy/restrict-image-registries');
  });

  it('says that the data is missing where a policy meets a profile that knows no registries', () => {
    const profile: Profile = {
      ...testProfile(),
      registries: { source: 'Differs', verified: 'unverified' },
    };
    const judge = (given: typeof cases.Covered) =>
      evaluateToOne(imagePolicy, { ...given, profile }).reason;

    expect(judge(cases.Covered)).toBe('NotInProfile');
    expect(judge(cases.NoPolicy)).toBe('NoPolicy');
  });

  it('asks for the registry of the site alone where one is declared', () => {
    const judge = (registry: string) =>
      evaluateToOne(imagePolicy, {
        ...cases.NotCovered,
        settings: { registry },
      }).status;

    expect(judge('registry.example')).toBe('pass');
    expect(judge('other.example:5000')).toBe('warn');
  });
});
