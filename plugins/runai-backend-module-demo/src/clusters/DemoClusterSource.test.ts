import { DemoClusterSource } from './DemoClusterSource';

it('tells the token that its clusters take, for whoever tries to register one', async () => {
  const source = await DemoClusterSource.start();
  try {
    for (const { demoToken, connection } of await source.list()) {
      if (!('server' in connection)) {
        throw new Error('A cluster of the demo cannot be connected to');
      }
      expect(await connection.credentials?.()).toEqual({ token: demoToken });
    }
  } finally {
    await source.close();
  }
});
