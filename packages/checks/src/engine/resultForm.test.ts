import type { Spoken } from './spoken';
import {
  cut,
  MAX_EVIDENCE,
  MAX_EVIDENCE_CHARACTERS,
  someEvidence,
  formOf,
  resultFor,
} from './resultForm';

const at = '2021-04-20T10:00:00.000Z';

function result(more: Partial<Spoken>) {
  return resultFor(
    formOf(
      {
        status: 'pass',
        reason: 'Fine',
        message: 'Fine',
        evidence: [],
        blocks: false,
        ...more,
      },
      {
        checkId: 'a.b',
        severity: 'required',
        observedAt: at,
        durationMs: 0,
      },
    ),
    { kind: 'cluster', name: 'c' },
  );
}

describe('a result', () => {
  it('cuts a label of 5,000 characters, and says so', () => {
    const value = 'x'.repeat(5000);
    const capped = result({
      message: value,
      evidence: [{ what: 'node/a', key: value, value, observedAt: at }],
      actual: value,
    });
    expect(JSON.stringify(capped).length).toBeLessThan(2500);
    expect(capped.evidence[0].value).toHaveLength(MAX_EVIDENCE_CHARACTERS);
    expect(capped.evidence[0].value.endsWith('…')).toBe(true);
  });

  it('keeps so much evidence and counts the rest', () => {
    const evidence = Array.from({ length: 500 }, (_, i) => ({
      what: `node/${i}`,
      value: 'x',
      observedAt: at,
    }));
    const some = someEvidence(evidence);
    expect(some).toHaveLength(MAX_EVIDENCE);
    expect(some[MAX_EVIDENCE - 1].value).toBe(
      `${500 - MAX_EVIDENCE + 1} more pieces of evidence are not shown`,
    );
    const all = evidence.slice(0, MAX_EVIDENCE);
    expect(someEvidence(all)).toBe(all);
  });

  it('leaves alone what is small, and never cuts a character in two', () => {
    const evidence = [{ what: 'a', value: 'b', observedAt: at }];
    expect(result({ evidence })).toMatchObject({ message: 'Fine', evidence });
    expect(cut('ab😀cd', 4)).toBe('ab…');
  });
});
