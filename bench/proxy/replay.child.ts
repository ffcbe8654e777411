/** The API server of the benchmark: over TLS, it answers every request with what a real one sent, in the pieces that it sent it in. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { caCertificate, serverCertificate } from '@runai-portal/simulator';
import { childInput, report } from '../lib/child';
import type { RecordedList } from './recordList';

const { file, sizes }: RecordedList = childInput();
const body = readFileSync(file);
const pieces = sizes.map((size, at) => {
  const from = sizes.slice(0, at).reduce((sum, one) => sum + one, 0);
  return body.subarray(from, from + size);
});

const server = createServer(serverCertificate(), (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  let next = 0;
  const more = () => {
    while (next < pieces.length) {
      const taken = response.write(pieces[next]);
      next += 1;
      if (!taken) {
        response.once('drain', more);
        return;
      }
    }
    response.end();
  };
  more();
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  report({ port, ca: caCertificate() });
});
