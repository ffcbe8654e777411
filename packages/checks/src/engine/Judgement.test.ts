import { defineCheck, defineObservation } from '../declarations';
import { defineFact } from '../facts/request';
import {
  fact,
  facts,
  failedFact,
  TEST_NOW,
  testProfile,
  testSettings,
} from '../testing';
import type { Fact, FactOutcomes } from '../declarations';
import { forEachNode } from './findings';
import { Judgement } from './Judgement';

interface Lamp {
  name: string;
  power: boolean;
  light: boolean;
}

const lampsFact: Fact<Lamp[]> = defineFact({
  id: 'lamps',
  title: 'Lamps',
  requests: {},
  ttlSeconds: 60,
  collect: async () => [],
});

let observed = 0;
const litObservation = defineObservation({
  id: 'lit',
  uses: { lamps: lampsFact },
  observe: ({ lamps }) => {
    observed += 1;
    return lamps.filter(({ light }) => light).length;
  },
});

const head = {
  category: 'nodes',
  requirements: [],
  description: 'A check of this test',
  severity: 'required',
} as const;
const remedy = { owner: 'cluster-admin', text: 'Mend it.' } as const;

const power = defineCheck({
  ...head,
  id: 'test.power',
  title: 'Lamps have power',
  scope: 'node',
  uses: { lamps: lampsFact },
  outcomes: {
    On: { status: 'pass', says: '{lamp} has power' },
    Off: { status: 'warn', blocks: true, says: '{lamp} has no power', remedy },
  },
  evaluate: ({ lamps }) =>
    forEachNode(lamps, ({ name, power: on }) => ({
      outcome: on ? 'On' : 'Off',
      values: { lamp: name },
    })),
});

const light = defineCheck({
  ...head,
  id: 'test.light',
  title: 'Lamps shine',
  scope: 'node',
  uses: { lamps: lampsFact, lit: litObservation },
  dependsOn: ['test.power'],
  outcomes: {
    Shines: { status: 'pass', says: '{lamp} shines' },
    Dark: { status: 'fail', says: '{lamp} is dark', remedy },
  },
  evaluate: ({ lamps }) =>
    forEachNode(lamps, ({ name, light: on }) => ({
      outcome: on ? 'Shines' : 'Dark',
      values: { lamp: name },
    })),
});

const reading = defineCheck({
  ...head,
  id: 'test.reading',
  title: 'One can read',
  scope: 'node',
  uses: { lamps: lampsFact, lit: litObservation },
  dependsOn: ['test.light'],
  outcomes: {
    Bright: { status: 'pass', says: '{lit} lamps are enough' },
    Dim: { status: 'fail', says: 'Too dark to read', remedy },
  },
  evaluate: ({ lamps, lit }) =>
    lamps.map(({ name, light: on }) => ({
      outcome: on ? ('Bright' as const) : ('Dim' as const),
      subject: { kind: 'node' as const, name },
      values: { lit },
      judged: lit,
      of: lamps.length,
    })),
});

function judge(outcomes: FactOutcomes) {
  const platform = defineObservation({
    id: 'place',
    uses: {},
    observe: () => ({ distribution: 'native', track: 'kubernetes' }),
  });
  return new Judgement(
    { checks: [power, light, reading], gates: [], platform },
    {
      facts: outcomes,
      profile: testProfile(),
      settings: testSettings(),
      now: TEST_NOW,
    },
  );
}

const lamps = (...values: Lamp[]) => facts(fact(lampsFact, values));

describe('a judgement', () => {
  it('holds what is not in order behind its cause on the same subject, and lets others and passes be', () => {
    const judgement = judge(
      lamps(
        { name: 'a', power: false, light: false },
        { name: 'b', power: true, light: false },
        { name: 'c', power: false, light: true },
      ),
    );

    expect(
      judgement
        .results(light)
        .map(({ subject, status, blockedBy }) => [
          subject.name,
          status,
          blockedBy,
        ]),
    ).toEqual([
      ['a', 'unknown', 'test.power'],
      ['b', 'fail', undefined],
      ['c', 'pass', undefined],
    ]);
    expect(judgement.results(light)[0]).toMatchObject({
      reason: 'BlockedBy',
      unknown: 'blocked',
      message: 'Not judged: a has no power',
    });
  });

  it('names the root of a chain', () => {
    const [result] = judge(
      lamps({ name: 'a', power: true, light: false }),
    ).results(reading);

    expect(result).toMatchObject({
      status: 'unknown',
      blockedBy: 'test.light',
    });
  });

  it('makes an observation once for all that rest on it', () => {
    observed = 0;
    const judgement = judge(lamps({ name: 'a', power: true, light: true }));
    judgement.results(light);
    judgement.results(reading);

    expect(observed).toBe(1);
  });

  it('never passes where none of some was looked at', () => {
    const none = defineCheck({
      ...head,
      id: 'test.none',
      title: 'Nobody looked',
      scope: 'cluster',
      uses: { lamps: lampsFact },
      outcomes: { Fine: { status: 'pass', says: 'All shine' } },
      evaluate: () => ({ outcome: 'Fine', judged: 0, of: 3 }),
    });

    expect(judge(lamps()).results(none)[0]).toMatchObject({
      status: 'unknown',
      reason: 'NothingJudged',
      unknown: 'notRun',
      judged: 0,
      of: 3,
    });
  });

  it('says of each kind of not knowing what to do', () => {
    const [result] = judge(
      facts(failedFact(lampsFact, 'Timeout', 'no answer within 10 s')),
    ).results(light);

    expect(result).toMatchObject({ status: 'unknown', unknown: 'timeout' });
    expect(result.remediation?.text).toContain('did not answer in time');
  });

  it('tells a fact that says it was not run from one that nobody asked for', () => {
    const notRun = facts(failedFact(lampsFact, 'NotRun', 'It is day'));

    expect(judge(notRun).results(light)[0]).toMatchObject({
      status: 'unknown',
      unknown: 'notRun',
      message: 'It is day',
    });
    expect(judge(facts()).results(light)[0]).toMatchObject({
      status: 'skipped',
      reason: 'NotRun',
      message: 'Not judged. Lamps: not read in this run',
    });
  });

  it('is unknown, and harms no other check, where one speaks of an outcome that it does not declare', () => {
    const wrong = defineCheck({
      ...head,
      id: 'test.wrong',
      title: 'Wrong',
      scope: 'cluster',
      uses: {},
      outcomes: { Fine: { status: 'pass', says: 'Fine' } },
      evaluate: () => JSON.parse('{"outcome":"constructor"}'),
    });

    expect(judge(lamps()).results(wrong)[0]).toMatchObject({
      status: 'unknown',
      reason: 'CheckCrashed',
    });
  });
});
