import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { exitOf, startNode } from './children.mjs';
import { readableLogLine } from './logLine.mjs';
import { Problem } from './Problem.mjs';
import { inRoot } from './root.mjs';
import { sparingHeap } from './sparingHeap.mjs';
import { addressWithToken, makeStartToken } from './startToken.mjs';
import { pluginFailure, startFailure } from './startFailure.mjs';

/** Options for Node to run our TypeScript from source. */
export const fromSource = [
  '--enable-source-maps',
  // Node 26: Backstage's transform calls `module.register`, which is to go; nobody who starts a portal can do anything about it.
  '--disable-warning=DEP0205',
  '--require',
  inRoot('node_modules/@backstage/cli-node/config/nodeTransform.cjs'),
];

/** How long the plugins that do not fail may take beside one that did. */
const PATIENCE_MS = 1_000;

/**
 * Starts the server from source.
 *
 * @param {Awaited<ReturnType<import('./configuration.mjs').readConfiguration>>} configuration
 * @param {{env?: NodeJS.ProcessEnv, nodeOptions?: string[], pages?: boolean, print?: (line: string) => void}} [options]
 *   `pages`: whether it is to serve them
 * @returns {{token: string, exited: Promise<number>, failed: Promise<string>, failure: () => string | undefined}} `token`: of this start; `failed`: why its start failed, as
 *   soon as it says so (packages/backend/src/endAfterFailedStart.ts); `failure`: why it ended, where it could not say so itself
 */
export function startBackend(configuration, options = {}) {
  const print = options.print ?? (line => process.stdout.write(`${line}\n`));
  const start = makeStartToken();
  const child = startNode(
    [inRoot('packages/backend/src/index.ts'), ...configuration.args],
    {
      nodeOptions: [
        ...sparingHeap(),
        ...fromSource,
        ...(options.nodeOptions ?? []),
      ],
      env: {
        NODE_ENV: 'production',
        LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
        ...configuration.env,
        ...start.env,
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  let fail;
  const failed = new Promise(resolve => {
    fail = resolve;
  });
  child.on(
    'message',
    message => message?.type === 'startFailed' && fail(message.reason),
  );
  const last = [];
  const take = line => {
    last.push(line);
    last.splice(0, last.length - 200);
    const failure = pluginFailure(line);
    if (failure) {
      // It tells all failures once the other plugins are done; what takes longer, or never ends, is not waited for.
      setTimeout(fail, PATIENCE_MS, failure).unref();
    }
    const readable = readableLogLine(line, options);
    if (readable !== undefined) {
      print(readable);
    }
  };
  eachLine(child.stdout, take);
  eachLine(child.stderr, take);
  return {
    token: start.token,
    exited: exitOf(child),
    failed,
    failure: () => startFailure(last),
  };
}

/** Resolves when the server says that it is ready; ends with a sentence where it stops or its start fails before. */
export async function backendReady({ exited, failed, failure }, configuration) {
  const waiting = new AbortController();
  const ended = exited.then(
    () => failure() ?? 'LOG_LEVEL=debug npm start says more.',
  );
  try {
    const reason = await Promise.race([
      failed,
      ended,
      untilReady(configuration, waiting.signal),
    ]);
    if (reason !== undefined) {
      throw new Problem(`The portal did not start: ${reason}`);
    }
  } finally {
    waiting.abort();
  }
}

/** Asks the readiness route until it says yes. */
async function untilReady(configuration, signal) {
  while (
    !signal.aborted &&
    !(await answers(configuration, '/.backstage/health/v1/readiness'))
  ) {
    await pause(200);
  }
}

/**
 * How the person at this machine signs in; nothing where the server lets nobody in by the token of its start: it decides that by its
 * configuration.
 *
 * @returns {Promise<{token: string, address: string} | undefined>}
 */
export async function localSignIn({ token }, configuration) {
  const accepted = await answers(configuration, '/api/auth/local/refresh', {
    'x-start-token': token,
  });
  return accepted
    ? { token, address: addressWithToken(configuration.url, token) }
    : undefined;
}

/** Whether a GET of the path is answered with 200. */
function answers({ host, port, https }, path, headers = {}) {
  const everywhere = host === undefined || host === '0.0.0.0' || host === '::';
  const request = https ? httpsRequest : httpRequest;
  return new Promise(resolve => {
    // The certificate of the portal itself is not in question here.
    const options = {
      host: everywhere ? '127.0.0.1' : host,
      port,
      path,
      headers,
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
