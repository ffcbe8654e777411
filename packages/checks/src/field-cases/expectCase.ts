/* eslint-disable jest/no-export, jest/no-standalone-expect -- the same tests in two lanes: simulated servers and real ones */
import type { Result } from '@runai-portal/backstage-plugin-runai-common';
import { CHECKS } from '../catalogue';
import { type FieldCase, loadOpenExpectations, titleOf } from './FieldCase';
import { disagreement } from './judgeCase';

const checks = new Set(CHECKS.map(({ id }) => id));

/**
 * One test an expectation. One that is listed in open.json has to fail still: as soon as it holds it is to be taken off the list,
 * which can only shrink so. One of a check that there is not yet is a todo.
 *
 * @param results - of the case, once it was judged
 */
export function describeExpectations(
  fieldCase: FieldCase,
  results: () => readonly Result[],
): void {
  const open = new Set(loadOpenExpectations()[fieldCase.name]);
  for (const expectation of fieldCase.expect) {
    const title = titleOf(expectation);
    if (!checks.has(expectation.check)) {
      it.todo(`${title}: there is no such check yet`);
    } else if (open.has(title)) {
      it(`${title}: is known not to hold yet (open.json)`, () => {
        expect(disagreement(expectation, results())).toBeDefined();
      });
    } else {
      it(`${title}: ${expectation.status.join(' or ')}`, () => {
        expect(disagreement(expectation, results())).toBeUndefined();
      });
    }
  }
}
