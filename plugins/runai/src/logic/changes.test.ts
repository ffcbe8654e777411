import type {
  CheckChange,
  CheckStatus,
  Severity,
} from '@runai-portal/backstage-plugin-runai-common';
import { gravestFirst } from './changes';

function change(checkId: string, status: CheckStatus, severity: Severity) {
  const from = { status: 'pass' as const, severity: 'required' as const };
  const made: CheckChange = {
    checkId,
    title: checkId,
    from,
    to: { status, severity },
  };
  return made;
}

describe('gravestFirst', () => {
  it('puts what would be required and not met first, and what would not apply last', () => {
    expect(
      gravestFirst([
        change('gone', 'notApplicable', 'required'),
        change('advice', 'fail', 'recommended'),
        change('met', 'pass', 'required'),
        change('unmet', 'fail', 'required'),
      ]).map(({ checkId }) => checkId),
    ).toEqual(['unmet', 'met', 'advice', 'gone']);
  });
});
