import { deployment, type KubeObject } from '@runai-portal/simulator';
import { evaluateToOne } from '../../testing';
import {
  backendServices,
  clusterServices,
  installedFacts,
} from '../../testing/phases';
import { twoPhaseOrder } from './twoPhaseOrder';

function judge(workloads: KubeObject[], controlPlaneUrl?: string) {
  return evaluateToOne(twoPhaseOrder, {
    facts: installedFacts({ workloads, controlPlaneUrl }),
    settings: { mode: 'fullyOnPrem' },
  });
}

describe('mode.two-phase-order', () => {
  it('passes while the second phase runs on a complete backend', () => {
    expect(judge([...backendServices(), ...clusterServices(0)])).toMatchObject({
      status: 'pass',
      reason: 'BackendFirst',
    });
  });

  it('fails a cluster that is begun while the backend still comes up', () => {
    expect(judge([...backendServices(0), ...clusterServices(0)])).toMatchObject(
      {
        status: 'fail',
        reason: 'ClusterBegunFirst',
        severity: 'required',
      },
    );
  });

  it('takes a configuration object for the beginning', () => {
    expect(judge([], 'https://10.0.0.7').reason).toBe('BackendElsewhere');
    expect(judge([], 'https://app.run.ai').reason).toBe('ClusterBegunFirst');
  });

  it('does not take a backend that is unwell now for one that came second', () => {
    const [first, ...others] = backendServices();
    const lost = deployment('runai-backend', 'runai-backend-frontend', {
      ready: 0,
    });
    const complete = {
      ...lost,
      status: {
        replicas: 1,
        conditions: [
          {
            type: 'Progressing',
            status: 'True',
            reason: 'NewReplicaSetAvailable',
          },
        ],
      },
    };
    expect(
      judge([first, ...others.slice(1), complete, ...clusterServices()]).reason,
    ).toBe('BackendFirst');
  });
});
