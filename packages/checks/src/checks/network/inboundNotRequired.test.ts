import type { ClusterSettingsInput } from '../../settings';
import { versionFact } from '../../facts/version';
import { evaluateToOne, failedFact, facts, testProfile } from '../../testing';
import { versionEntry } from '../../testing/platform';
import { inboundNotRequired } from './inboundNotRequired';

const judge = (settings: Partial<ClusterSettingsInput>) =>
  evaluateToOne(inboundNotRequired, {
    facts: facts(versionEntry('v1.20.2')),
    settings,
  });

describe('network.inbound-not-required', () => {
  it.each([['cloud'], ['hybrid']] as const)(
    'states that nothing connects in to a cluster of the mode %s',
    mode => {
      const result = judge({ mode });

      expect(result).toMatchObject({
        status: 'pass',
        severity: 'informational',
      });
      expect(result.message).toContain(`the mode is ${mode}`);
    },
  );

  it('says that it rests on the cloud where no mode is declared', () => {
    expect(judge({}).message).toContain('no mode is declared');
  });

  it('says nothing of something that does not answer as an API server', () => {
    const { status } = evaluateToOne(inboundNotRequired, {
      facts: facts(failedFact(versionFact, 'Unreachable', 'refused')),
    });

    expect(status).toBe('unknown');
  });

  it.each([['fullyOnPrem'], ['airGapped']] as const)(
    'is not asked for in the mode %s, where nothing outside takes part',
    mode => {
      expect(judge({ mode }).status).toBe('notApplicable');
    },
  );

  it('tells the network team what nodes and what browsers must reach', () => {
    const { remediation } = judge({ mode: 'cloud' });

    expect(remediation).toMatchObject({ owner: 'network' });
    expect(remediation?.text).toContain('gcr.io:443, quay.io:443');
    expect(remediation?.text).toContain(
      'the web interface (app.run.ai:443, runai-prod.auth0.com:443) from their own browsers',
    );
  });

  it.each([
    ['the profile names all', 'runai-2021.04', false],
    ['the profile does not know all', 'runai-2.25', true],
  ])('says whether more has to be reached, where %s', (_, id, isMore) => {
    const text = evaluateToOne(inboundNotRequired, {
      facts: facts(versionEntry('v1.30.0')),
      settings: { mode: 'cloud' },
      profile: testProfile(id),
    }).remediation?.text;

    expect(
      text?.includes(
        `, and what else the version needs that the profile ${id} does not know`,
      ),
    ).toBe(isMore);
  });

  it('names the control plane that is declared as the web interface', () => {
    const url = 'https://team.run.ai';

    expect(
      judge({ mode: 'cloud', controlPlane: { url } }).remediation?.text,
    ).toContain('the web interface (https://team.run.ai) from');
  });
});
