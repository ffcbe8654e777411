import { stringify } from 'yaml';
import { loadKubeconfig } from '../kubeconfig/loadKubeconfig';

const NAMES = [
  '//gkemulticloud.googleapis.com/projects/x/locations/europe-west1/awsClusters/prod',
  'arn:aws:eks:eu-central-1:123456789012:cluster/gpu',
  'bc-test-context/../../..',
  'default/api-ocp-example-org:6443/kube:admin',
  'garden-team--prod',
  'Größe 1',
];

/** The cluster's name differs from the context's in each. */
const kubeconfig = () =>
  loadKubeconfig({
    text: stringify({
      contexts: NAMES.map((name, index) => ({
        name,
        context: { cluster: `${name}-external`, user: `${index}` },
      })),
      clusters: NAMES.map((name, index) => ({
        name: `${name}-external`,
        cluster: { server: `https://gpu.test:${6443 + index}` },
      })),
      users: NAMES.map((_name, index) => ({
        name: `${index}`,
        user: { token: `token-${index}` },
      })),
    }),
    baseDir: '/',
  });

describe('names that look like paths', () => {
  it('are taken as they stand', async () => {
    const { contexts, connection } = await kubeconfig();
    expect(contexts).toEqual(NAMES);
    for (const [index, name] of NAMES.entries()) {
      const found = connection(name);
      expect(found.server).toBe(`https://gpu.test:${6443 + index}`);
      expect(await found.credentials?.()).toMatchObject({
        token: `token-${index}`,
      });
    }
  });

  it.each(NAMES)('are quoted whole: %s', async name => {
    const { connection } = await kubeconfig();
    expect(() => connection(`${name}!`)).toThrow(
      `has no context ${name}!: it has ${NAMES.join(', ')}.`,
    );
    const broken = await loadKubeconfig({
      text: stringify({
        contexts: [{ name, context: { cluster: `${name}-external` } }],
      }),
      baseDir: '/',
    });
    expect(() => broken.connection(name)).toThrow(
      `contexts[${name}].context.cluster: context ${name} names the cluster ${name}-external, which is not in the file.`,
    );
  });

  it('are looked up among the contexts, and not among the clusters', async () => {
    const { connection } = await kubeconfig();
    expect(() => connection('garden-team--prod-external')).toThrow(
      'has no context garden-team--prod-external',
    );
  });
});
