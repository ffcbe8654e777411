import type { Answer, Conversation } from './Conversation';
import type { Call, Seen } from '../types';
import { view } from '../view';

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
