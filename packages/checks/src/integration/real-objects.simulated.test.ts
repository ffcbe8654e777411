import path from 'node:path';
import { cluster, objectsFromFile } from '@runai-portal/simulator';
import { expectOpinion } from './opinion';
import { OPINIONS, realObjectsFolder } from './realObjects';
import { lookAt } from './sight';

// A generous deadline: a loaded machine takes long to start servers.
jest.setTimeout(60_000);

const folder = realObjectsFolder();

describe('objects of real operators, served by a simulated API server', () => {
  it('are there', () => {
    expect(folder).toBeDefined();
  });

  for (const opinion of OPINIONS) {
    const { file, says } = opinion;
    it(`${file}: ${says}`, async () => {
      const running = await cluster('real-objects')
        .kubernetes('1.36.3')
        .objects(...objectsFromFile(path.join(folder ?? '', file)))
        .account('token', { user: 'portal', rules: 'all' })
        .start();
      try {
        const { server, caData, token } = running.connection();
        expectOpinion(
          opinion,
          await lookAt({
            server,
            caData,
            credentials: async () => ({ token }),
          }),
          '1.36',
        );
      } finally {
        await running.close();
      }
    });
  }
});
