import { QueryClient } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import { useRead } from './useRead';

/** A question whose answers a test gives, one after the other. */
function aQuestion() {
  const asked: {
    signal: AbortSignal;
    answer(text: string): void;
    fail(error: Error): void;
  }[] = [];
  const read = (signal: AbortSignal) =>
    new Promise<string>((answer, fail) => {
      signal.addEventListener('abort', () => fail(signal.reason));
      asked.push({ signal, answer, fail });
    });
  return { asked, read };
}

function aClient() {
  return new QueryClient({
    defaultOptions: { queries: { retry: false, networkMode: 'always' } },
  });
}

function open(read: (signal: AbortSignal) => Promise<string>) {
  const client = aClient();
  return renderHook(() => useRead({ queryKey: ['question'], read }, client));
}

describe('what is read from the backend', () => {
  afterEach(() => jest.restoreAllMocks());

  it('keeps its error while it is asked for again, until there is an answer', async () => {
    const { asked, read } = aQuestion();
    const { result } = open(read);
    expect(result.current.isPending).toBe(true);
    asked[0].fail(new Error('broken'));
    await waitFor(() => expect(result.current.error?.message).toBe('broken'));
    act(() => void result.current.refetch());
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(result.current.error?.message).toBe('broken');
    expect(result.current.isPending).toBe(false);
    asked[1].answer('well');
    await waitFor(() => expect(result.current.data).toBe('well'));
    expect(result.current.error).toBeUndefined();
  });

  it('takes no error of another question for its own', async () => {
    const { asked, read } = aQuestion();
    const client = aClient();
    const { result, rerender } = renderHook(
      ({ name }) => useRead({ queryKey: [name], read }, client),
      { initialProps: { name: 'one' } },
    );
    asked[0].fail(new Error('broken'));
    await waitFor(() => expect(result.current.error?.message).toBe('broken'));
    rerender({ name: 'other' });
    expect(result.current.error).toBeUndefined();
    expect(result.current.isPending).toBe(true);
  });

  it('is given up when there is no answer in time', async () => {
    const deadline = new AbortController();
    jest.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline.signal);
    const { asked, read } = aQuestion();
    const { result } = open(read);
    expect(asked).toHaveLength(1);
    deadline.abort(new DOMException('too late', 'TimeoutError'));
    await waitFor(() =>
      expect(result.current.error?.name).toBe('TimeoutError'),
    );
    expect(asked[0].signal.aborted).toBe(true);
  });
});
