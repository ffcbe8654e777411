import { auditEntry } from './auditEntry';

/** Of the shape that Backstage and Kubernetes give out; signed by nobody. */
const TOKEN =
  'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1c2VyOmRlZmF1bHQvdmVyYSJ9.c2lnbmF0dXJl';

describe('what is written down', () => {
  it('is as long as it helps, and as every database takes it', () => {
    const written = auditEntry({
      at: '2026-11-29T10:00:00.000Z',
      cluster: 'one',
      actor: 'user:default/vera',
      action: 'proxy',
      outcome: 'denied',
      permissions: [],
      target: { verb: 'GET', path: `/${TOKEN}/\0${'x'.repeat(2_000)}` },
    });
    expect(written.target?.path).toHaveLength(512);
    expect(written.target?.path).toMatch(/^\/\[token\]\/\uFFFDxxx/);
  });
});
