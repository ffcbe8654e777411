import { cluster, type RunningCluster } from '@runai-portal/simulator';
import type { Result } from '@runai-portal/backstage-plugin-runai-common';
import { caseObjects } from './caseObjects';
import { describeExpectations } from './expectCase';
import {
  type FieldCase,
  loadFieldCases,
  loadOpenExpectations,
  titleOf,
} from './FieldCase';
import { judgeCase } from './judgeCase';
import { NATIVE_VERSION } from './nativeCluster';

const cases = loadFieldCases();

/** Serves the case's cluster for as long as it takes to judge it. */
async function judgeSimulated(fieldCase: FieldCase): Promise<Result[]> {
  let running: RunningCluster | undefined;
  try {
    running = await cluster(fieldCase.name)
      .kubernetes(fieldCase.gitVersion ?? NATIVE_VERSION)
      .objects(caseObjects(fieldCase))
      .account('token', { user: 'portal', rules: 'all' })
      .start();
    const { server, caData, token } = running.connection();
    return await judgeCase(fieldCase, {
      server,
      caData,
      credentials: async () => ({ token }),
    });
  } finally {
    await running?.close();
  }
}

// A generous deadline: a loaded machine takes long to start servers.
jest.setTimeout(60_000);

describe('the field cases', () => {
  it('are there', () => {
    expect(cases.length).toBeGreaterThanOrEqual(21);
  });

  it('list as open only what one of them expects', () => {
    const titles = new Set(
      cases.flatMap(({ name, expect: expected }) =>
        expected.map(one => `${name}: ${titleOf(one)}`),
      ),
    );
    const listed = Object.entries(loadOpenExpectations()).flatMap(
      ([name, open]) => open.map(title => `${name}: ${title}`),
    );
    expect(listed.filter(one => !titles.has(one))).toEqual([]);
  });

  it('start from a native cluster in which nothing is wrong', async () => {
    const results = await judgeSimulated({
      name: 'native',
      why: 'the base of others',
      base: 'native',
      settings: { existingPrometheus: true },
      objects: [],
      expect: [],
    });
    // The test's own account may do everything: that alone is remarked.
    expect(
      results
        .filter(({ status }) => status === 'fail' || status === 'warn')
        .map(({ checkId, reason }) => `${checkId} ${reason}`),
    ).toEqual(['cluster.credentials OverPrivileged']);
  });

  for (const fieldCase of cases) {
    describe(`${fieldCase.name}: ${fieldCase.why}`, () => {
      let results: Result[] = [];
      beforeAll(async () => {
        results = await judgeSimulated(fieldCase);
      });
      describeExpectations(fieldCase, () => results);
    });
  }
});
