import {
  cluster,
  clusterOperator,
  openshiftConfig,
} from '@runai-portal/simulator';
import { factsFrom } from '../testing';
import {
  openshiftInfrastructureFact,
  openshiftSchedulerFact,
  openshiftVersionFact,
} from './openshift';

// A generous deadline: a loaded machine takes long to start servers.
jest.setTimeout(60_000);

const FACTS = [
  openshiftVersionFact,
  openshiftSchedulerFact,
  openshiftInfrastructureFact,
];

describe('the facts of OpenShift', () => {
  it('are read from its configuration objects', async () => {
    const declared = cluster('ocp')
      .openshift()
      .objects(
        openshiftConfig({
          version: '4.6.8',
          mastersSchedulable: true,
          controlPlaneTopology: 'External',
        }),
      );
    const outcomes = await factsFrom(declared, FACTS);

    expect(outcomes[openshiftVersionFact.id]).toMatchObject({
      ok: true,
      value: {
        clusterVersion: {
          channel: 'stable-4.6',
          history: [{ version: '4.6.8', state: 'Completed' }],
        },
      },
    });
    expect(outcomes[openshiftSchedulerFact.id]).toMatchObject({
      value: { served: true, mastersSchedulable: true },
    });
    expect(outcomes[openshiftInfrastructureFact.id]).toMatchObject({
      value: { controlPlaneTopology: 'External' },
    });
  });

  it('fall back to the operator of the API server where no version was completed', async () => {
    const declared = cluster('ocp')
      .openshift()
      .objects(clusterOperator('openshift-apiserver', { version: '4.6.8' }));
    const outcomes = await factsFrom(declared, [openshiftVersionFact]);

    expect(outcomes[openshiftVersionFact.id]).toMatchObject({
      value: { apiserverOperatorVersion: '4.6.8' },
    });
  });

  it('say that nothing is served elsewhere, without asking for objects that are not there', async () => {
    const outcomes = await factsFrom([], FACTS);

    expect(FACTS.map(({ id }) => outcomes[id])).toEqual(
      [{}, { served: false }, {}].map(value =>
        expect.objectContaining({ ok: true, value }),
      ),
    );
  });

  it('cost one another nothing: without the right to read schedulers the version is still read', async () => {
    const declared = cluster('ocp')
      .openshift()
      .objects(openshiftConfig({ version: '4.6.8' }))
      .account('token-of-portal', {
        user: 'portal',
        rules: 'all',
        except: [{ group: 'config.openshift.io', resource: 'schedulers' }],
      });
    const outcomes = await factsFrom(declared, FACTS);

    expect(outcomes[openshiftVersionFact.id]).toMatchObject({ ok: true });
    expect(outcomes[openshiftSchedulerFact.id]).toMatchObject({
      ok: false,
      reason: 'Forbidden',
    });
  });
});
