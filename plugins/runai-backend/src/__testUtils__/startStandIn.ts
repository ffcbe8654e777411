import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { once } from 'node:events';
import type { JsonValue } from '@backstage/types';

/** What a stand-in is asked. */
export interface StandInRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
}

/** Something that answers in place of a cloud, or of another plugin, on this machine. */
export async function startStandIn(
  answer: (request: StandInRequest) => {
    status?: number;
    body?: JsonValue;
    headers?: Record<string, string>;
  },
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const { status = 200, body, headers } = answer(asked(request));
    response.writeHead(status, {
      'content-type': 'application/json',
      ...headers,
    });
    response.end(body === undefined ? '' : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function asked({ method = '', url = '', headers }: IncomingMessage) {
  return { method, url, headers };
}
