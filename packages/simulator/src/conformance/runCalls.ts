import { Agent, request } from 'undici';
import type { Call, Caller, Seen, Target } from './types';
import { view } from './view';

interface Answer {
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
    method?: string;
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

/** Makes all calls, one after the other. Where an answer cannot be read as what was expected, that is what was seen. */
export async function runCalls(
  conversation: Conversation,
  calls: Call[],
): Promise<Record<string, Seen>> {
  const seen: Record<string, Seen> = {};
  let token = '';
  for (const call of calls) {
    const answer = await conversation.call({
      ...call,
      path: call.path.replace('{continue}', encodeURIComponent(token)),
    });
    token = continueOf(answer.text) ?? token;
    seen[call.title] = readable(call, answer);
  }
  return seen;
}

function readable(call: Call, answer: Answer): Seen {
  try {
    return view(call, answer);
  } catch {
    return {
      status: answer.status,
      contentType: answer.contentType,
      body: answer.text.slice(0, 400),
    };
  }
}

function continueOf(text: string): string | undefined {
  try {
    return JSON.parse(text).metadata?.continue;
  } catch {
    return undefined;
  }
}
