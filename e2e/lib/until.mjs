import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again until the answer is what is waited for.
 *
 * @template T
 * @param {() => Promise<T | undefined | false>} ask - answers with something truthy when the wait is over
 * @param {string} what - for the message of the error
 * @param {number} [seconds] - generous: it only bounds a test that fails
 * @returns {Promise<T>}
 */
export async function until(ask, what, seconds = 120) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited ${seconds} s in vain for ${what}`);
    }
    await pause(250);
  }
}
