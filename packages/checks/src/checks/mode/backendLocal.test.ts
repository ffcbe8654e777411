import { evaluateToOne } from '../../testing';
import { backendServices, installedFacts } from '../../testing/phases';
import { backendLocal } from './backendLocal';

function judge(
  seen: Parameters<typeof installedFacts>[0],
  settings: Parameters<typeof evaluateToOne>[1]['settings'] = {
    mode: 'airGapped',
  },
) {
  return evaluateToOne(backendLocal, { facts: installedFacts(seen), settings });
}

describe('mode.backend-local', () => {
  it.each(['cloud', 'hybrid', undefined] as const)(
    'is not asked for in the mode %s',
    mode => {
      expect(judge({}, { mode }).status).toBe('notApplicable');
    },
  );

  it('passes with every service of the backend ready, with its address', () => {
    const url = 'https://runai.corp.example';
    expect(
      judge({ workloads: backendServices(), controlPlaneUrl: url }),
    ).toMatchObject({
      status: 'pass',
      severity: 'required',
      message: expect.stringContaining(`it is reached at ${url}`),
    });
  });

  it.each(['https://10.0.0.7', 'https://[fd00::7]:8443/'])(
    'fails an address %s, wherever the backend is',
    url => {
      for (const workloads of [backendServices(), []]) {
        expect(judge({ workloads, controlPlaneUrl: url })).toMatchObject({
          status: 'fail',
          reason: 'AddressIsIp',
        });
      }
    },
  );

  it('cannot see the backend of another cluster, and says how to state it', () => {
    const { status, message, remediation } = judge({
      controlPlaneUrl: 'https://runai.corp.example',
    });
    expect(status).toBe('unknown');
    expect(message).toContain('https://runai.corp.example');
    expect(remediation?.text).toContain('state that this check holds');
  });

  it('counts no namespace without services', () => {
    const result = judge({});
    expect(result).toMatchObject({ status: 'fail', reason: 'Absent' });
    expect(result.evidence[0]).toMatchObject({ value: 'absent' });
  });
});
