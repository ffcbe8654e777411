import type { z } from 'zod';

/** A fault in the configuration that stops the start: one sentence that names the key. */
export class ConfigurationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigurationError';
  }

  /**
   * The first fault that a schema found.
   *
   * @param at - the key of the value that was checked, e.g. `runai.clusters[0]`
   */
  static fromZod(at: string, error: z.ZodError): ConfigurationError {
    const [issue] = error.issues;
    const key = issue.path.reduce<string>(
      (path, part) =>
        typeof part === 'number'
          ? `${path}[${part}]`
          : `${path}.${String(part)}`,
      at,
    );
    if (issue.code === 'unrecognized_keys') {
      const names = issue.keys.map(name => `${key}.${name}`).join(', ');
      return new ConfigurationError(
        `${names} ${
          issue.keys.length > 1 ? 'are not known keys' : 'is not a known key'
        } of the configuration.`,
      );
    }
    return new ConfigurationError(`${key} is wrong: ${issue.message}.`);
  }
}
