/**
 * Waits for what a real API server does a moment later: an account that a controller makes, a role that takes effect.
 *
 * @throws Error that names what did not come true within 60 s
 */
export async function until(
  what: string,
  met: () => Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await met())) {
    if (Date.now() > deadline) {
      throw new Error(`Waited 60 s, and still not so: ${what}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
