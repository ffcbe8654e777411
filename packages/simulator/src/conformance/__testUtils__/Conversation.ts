import { Agent, type Dispatcher, request } from 'undici';
import type { Caller, Target } from '../types';

/** What came back. */
export interface Answer {
  status: number;
  contentType: string;
  text: string;
}

/** Makes calls of one server. */
export class Conversation {
  static with(target: Target): Conversation {
    return new Conversation(target);
  }

  readonly #target: Target;
  readonly #agent: Agent;

  private constructor(target: Target) {
    this.#target = target;
    this.#agent = new Agent({
      connect: { ca: target.caData },
      headersTimeout: 15_000,
    });
  }

  async call(options: {
    method?: Dispatcher.HttpMethod;
    path: string;
    as?: Caller;
    accept?: string;
    contentType?: string;
    body?: unknown;
  }): Promise<Answer> {
    const { method = 'GET', path, as = 'admin', accept, body } = options;
    const token = this.#target.tokens[as];
    const answer = await request(`${this.#target.server}${path}`, {
      dispatcher: this.#agent,
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(accept && { accept }),
        ...(method !== 'GET' && {
          'content-type': options.contentType ?? 'application/json',
        }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return {
      status: answer.statusCode,
      contentType: String(answer.headers['content-type'] ?? ''),
      text: await answer.body.text(),
    };
  }

  async close(): Promise<void> {
    await this.#agent.close();
  }
}
