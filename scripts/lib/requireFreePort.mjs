import { createServer } from 'node:net';
import { Problem } from './Problem.mjs';

/**
 * Ends with one sentence where somebody listens on the port already.
 *
 * @param {{host?: string, port: number}} address
 */
export async function requireFreePort({ host, port }) {
  const error = await new Promise(resolve => {
    const server = createServer();
    server.once('error', resolve);
    server.listen({ port, host }, () => server.close(() => resolve(undefined)));
  });
  if (error?.code === 'EADDRINUSE') {
    throw new Problem(
      `Port ${port} is taken by another program: stop it, or set backend.listen.port to another one in a file and start with --config FILE.`,
    );
  }
  if (error) {
    throw new Problem(
      `The portal cannot listen on ${host ?? 'all interfaces'}, port ${port}: ${
        error.message
      }.`,
    );
  }
}
