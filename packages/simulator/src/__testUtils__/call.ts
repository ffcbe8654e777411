import { Agent, type Dispatcher, request } from 'undici';
import type { RunningCluster } from '../RunningCluster';

/** Calls a running cluster as a plain HTTP client would; for the tests of this package. */
export async function call(
  running: RunningCluster,
  path: string,
  options: {
    method?: Dispatcher.HttpMethod;
    /** Sent as bearer token; none at all where `null`. */
    token?: string | null;
    headers?: Record<string, string>;
    body?: object;
    connect?: { cert?: string; key?: string };
    headersTimeout?: number;
    bodyTimeout?: number;
  } = {},
) {
  const { token = running.token(), headersTimeout, bodyTimeout } = options;
  const agent = new Agent({
    connect: { ca: running.caData, ...options.connect },
    headersTimeout,
    bodyTimeout,
  });
  try {
    const answer = await request(`${running.server}${path}`, {
      dispatcher: agent,
      method: options.method ?? 'GET',
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...options.headers,
      },
      body: options.body && JSON.stringify(options.body),
    });
    const text = await answer.body.text();
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text,
      json: () => JSON.parse(text),
    };
  } finally {
    await agent.destroy();
  }
}
