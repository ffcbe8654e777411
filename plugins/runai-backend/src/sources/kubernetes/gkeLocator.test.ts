import { AUTHORITY_DATA } from '../../__testUtils__/clusterEntity';
import {
  kubernetesSourceOf,
  type ListAnswer,
} from '../../__testUtils__/kubernetesSourceOf';
import { outcomes, whyNot } from '../../__testUtils__/outcomes';
import { startStandIn } from '../../__testUtils__/startStandIn';

const ended: (() => Promise<void>)[] = [];
afterEach(() => Promise.all(ended.splice(0).map(end => end())));

async function sourceOf(...args: Parameters<typeof kubernetesSourceOf>) {
  const source = await kubernetesSourceOf(...args);
  ended.push(source.close);
  return source;
}

describe('the clusters of a project in Google Cloud', () => {
  class Google {
    async getCredential() {
      return { type: 'bearer token', token: 'of-google' };
    }
  }

  it('are what Google says of it, and stay while Google does not answer', async () => {
    const seen: string[] = [];
    let answer: ListAnswer = {
      body: {
        clusters: [
          {
            name: 'gpu',
            location: 'europe-west4',
            endpoint: '203.0.114.9',
            masterAuth: { clusterCaCertificate: AUTHORITY_DATA },
            resourceLabels: { team: 'vision' },
            controlPlaneEndpointsConfig: {
              dnsEndpointConfig: { endpoint: 'gke-1.europe-west4.gke.goog' },
            },
          },
          { name: 'starting', resourceLabels: { team: 'vision' } },
          { name: 'other', endpoint: '203.0.114.10' },
        ],
      },
    };
    const google = await startStandIn(({ url, headers }) => {
      seen.push(`${url} ${headers.authorization}`);
      return answer;
    });
    ended.push(google.close);
    const gke = {
      type: 'gke',
      projectId: 'my project',
      region: 'europe-west4',
      matchingResourceLabels: [{ key: 'team', value: 'vision' }],
    };
    const { list, now } = await sourceOf(
      [
        { ...gke, authProvider: 'googleServiceAccount' },
        { ...gke, endpointType: 'dns' },
      ],
      {
        source: { gkeEndpoint: `${google.url}/` },
        test: {
          loadStrategies: async () => ({
            GoogleServiceAccountStrategy: Google,
          }),
        },
      },
    );
    const METHODS = 'kubernetes.clusterLocatorMethods';
    const first = await list();
    expect(outcomes(first)).toEqual({
      gpu: 'https://203.0.114.9',
      starting: 'BadAddress',
      [`gpu (${METHODS}[1], europe-west4)`]: 'NeedsPersonsToken',
      [`starting (${METHODS}[1])`]: 'BadAddress',
    });
    expect(first[0].connection).toHaveProperty('caData');
    expect(first[2].connection).toMatchObject({
      unusable: {
        lacksCredentials: { server: 'https://gke-1.europe-west4.gke.goog' },
      },
    });
    expect(seen[0]).toBe(
      '/v1/projects/my%20project/locations/europe-west4/clusters Bearer of-google',
    );

    now([{ ...gke, authProvider: 'googleServiceAccount' }]);
    answer = { body: { clusters: [], missingZones: ['europe-west4'] } };
    const incomplete = await list();
    expect(incomplete[0]).toBe(first[0]);
    expect(whyNot(incomplete, `${METHODS}[0] (gke)`)).toBe(
      'Google could not tell which clusters are in europe-west4. The clusters that it found last are kept.',
    );
    answer = {
      status: 403,
      body: { error: { message: 'Permission denied on the project.' } },
    };
    const refused = await list();
    expect(refused[0]).toBe(first[0]);
    expect(whyNot(refused, `${METHODS}[0] (gke)`)).toBe(
      'Google answered 403 when it was asked for the clusters of the project my project: Permission denied on the project. The clusters that it found last are kept.',
    );
  });
});
