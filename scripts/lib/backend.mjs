import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { exitOf, startNode } from './children.mjs';
import { readableLogLine } from './logLine.mjs';
import { Problem } from './Problem.mjs';
import { inRoot } from './root.mjs';
import { startFailure } from './startFailure.mjs';

/** Options for Node to run our TypeScript from source. */
export const fromSource = [
  '--enable-source-maps',
  '--require',
  inRoot('node_modules/@backstage/cli-node/config/nodeTransform.cjs'),
];

/**
 * Starts the server from source.
 *
 * @param {Awaited<ReturnType<import('./configuration.mjs').readConfiguration>>} configuration
 * @param {{env?: NodeJS.ProcessEnv, nodeOptions?: string[], pages?: boolean, print?: (line: string) => void}} [options]
 *   `pages`: whether it is to serve them
 * @returns {{exited: Promise<number>, failure: () => string | undefined}} `failure`: why it ended, from what it printed
 */
export function startBackend(configuration, options = {}) {
  const print = options.print ?? (line => process.stdout.write(`${line}\n`));
  const child = startNode(
    [inRoot('packages/backend/src/index.ts'), ...configuration.args],
    {
      nodeOptions: [...fromSource, ...(options.nodeOptions ?? [])],
      env: {
        NODE_ENV: 'production',
        LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
        ...configuration.env,
        ...options.env,
      },
    },
  );
  const last = [];
  const take = line => {
    last.push(line);
    last.splice(0, last.length - 200);
    const readable = readableLogLine(line, options);
    if (readable !== undefined) {
      print(readable);
    }
  };
  eachLine(child.stdout, take);
  eachLine(child.stderr, take);
  return { exited: exitOf(child), failure: () => startFailure(last) };
}

/** Resolves when the server says that it is ready; ends with a sentence where it stops before. */
export async function backendReady({ exited, failure }, configuration) {
  let stopped;
  exited.then(code => {
    stopped = code;
  });
  while (!(await answers(configuration, '/.backstage/health/v1/readiness'))) {
    if (stopped !== undefined) {
      throw new Problem(
        `The portal did not start: ${
          failure() ?? 'LOG_LEVEL=debug npm start says more.'
        }`,
      );
    }
    await pause(200);
  }
}

/** Whether a GET of the path is answered with 200. */
function answers({ host, port, https }, path) {
  const everywhere = host === undefined || host === '0.0.0.0' || host === '::';
  const request = https ? httpsRequest : httpRequest;
  return new Promise(resolve => {
    // The certificate of the portal itself is not in question here.
    const options = {
      host: everywhere ? '127.0.0.1' : host,
      port,
      path,
      rejectUnauthorized: false,
      timeout: 2_000,
    };
    request(options, response => {
      response.resume();
      resolve(response.statusCode === 200);
    })
      .on('timeout', function abort() {
        this.destroy();
      })
      .on('error', () => resolve(false))
      .end();
  });
}

function eachLine(stream, take) {
  let rest = '';
  stream.setEncoding('utf8').on('data', part => {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(take);
  });
  stream.on('end', () => rest && take(rest));
}
