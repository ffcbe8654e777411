import { cluster } from '@runai-portal/simulator';
import { testDatabases } from '../__testUtils__/databases';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const databases = testDatabases();

/** Every place of a request that a caller writes a text into, with one that PostgreSQL cannot even compare. */
const PATHS = [
  '/clusters/a%00b',
  '/clusters/a%00b/nodes',
  '/clusters/well/results/a%00b',
  '/clusters/well/runs/a%00b',
  '/checks/a%00b',
  '/profiles/a%00b',
  '/clusters?filter=text=a%00b',
  '/clusters?filter=name=a%00b',
  '/clusters?filter=label.a%00=b',
  '/clusters/well/nodes?filter=text=a%00b',
  '/clusters/well/results?filter=subject=a%00b',
  '/clusters/well/audit?filter=actor=a%00b',
  '/clusters/a%00b/k8s/version',
];

describe.each(databases.eachSupportedId())('a NUL on %s', id => {
  it('is a fault of the request, wherever it stands, and nothing of the database is told', async () => {
    const knex = await databases.init(id);
    const running = await cluster('well').start();
    const other = await cluster('one').start();
    const portal = await startPortal({
      clusters: [{ running }, { running: other }],
      knex,
    });
    try {
      for (const path of PATHS) {
        const { status, text } = await portal.get(path);
        expect([path, status]).toEqual([path, expect.any(Number)]);
        expect([path, status < 500, text]).toEqual([path, true, text]);
        expect(text).not.toContain('select ');
      }
      const { body: page } = await portal.get('/clusters?limit=1');
      const cursor = Buffer.from(page.nextCursor, 'base64url').toString();
      const forged = Buffer.from(
        cursor.replace('one', String.raw`a\u0000b`),
      ).toString('base64url');
      const { status: refused } = await portal.get(
        `/clusters?limit=1&cursor=${forged}`,
      );
      expect(refused).toBe(400);
      const body = { subject: 'a\0b', checks: ['a\0b'] };
      const { status } = await portal.post('/clusters/well/runs', body);
      expect(status).toBeLessThan(500);
    } finally {
      await portal.close();
      await Promise.all([running.close(), other.close()]);
    }
  });
});
