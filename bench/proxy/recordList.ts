import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Agent } from 'undici';
import { nodeToPut } from '../preflight-process/nodeToPut';
import { RealCluster, type NodeToPut } from '../preflight-process/RealCluster';

/** A list as a real API server sent it. */
export interface RecordedList {
  /** With the whole body. */
  file: string;
  /** Bytes of its pieces, in order. */
  sizes: number[];
}

/** Has a real API server list nodes of 50 images each, and writes down what it sends. */
export async function recordList(
  folder: string,
  nodes: number,
): Promise<RecordedList> {
  const cluster = await RealCluster.start();
  try {
    await cluster.putNodes(
      Array.from({ length: nodes }, (_, index) => taggedOnly(nodeToPut(index))),
    );
    const dispatcher = new Agent({ connect: { ca: cluster.ca } });
    const pieces: Buffer[] = [];
    await new Promise<void>((resolve, reject) => {
      dispatcher.dispatch(
        {
          origin: cluster.server,
          path: '/api/v1/nodes?limit=500',
          method: 'GET',
          headers: { authorization: `Bearer ${cluster.token}` },
        },
        {
          onRequestStart: () => undefined,
          onResponseData: (_controller, chunk) => {
            pieces.push(Buffer.from(chunk));
          },
          onResponseEnd: () => resolve(),
          onResponseError: (_controller, error) => reject(error),
        },
      );
    });
    await dispatcher.close();
    const file = join(folder, 'nodes.json');
    writeFileSync(file, Buffer.concat(pieces));
    return { file, sizes: pieces.map(({ length }) => length) };
  } finally {
    await cluster.stop();
  }
}

/** With its images by their tags alone, as a kubelet that pulls by tag lists many of them: a list of a common size. */
function taggedOnly(node: NodeToPut): NodeToPut {
  const { images = [], ...status } = node.status ?? {};
  return {
    ...node,
    status: {
      ...status,
      images: images.map(({ names, sizeBytes }) => ({
        names: names.slice(-1),
        sizeBytes,
      })),
    },
  };
}
