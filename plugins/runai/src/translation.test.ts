import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Texts = { readonly [key: string]: string | Texts };

/** `a.b_one` and `a.b_other` are both asked for as `a.b`. */
function keysOf(texts: Texts, prefix = ''): string[] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string'
      ? [`${prefix}${key.replace(/_(?:one|other)$/, '')}`]
      : keysOf(text, `${prefix}${key}.`),
  );
}

const VOCABULARY = join(__dirname, '../../runai-common/src');

/** Sources in which a text may be asked for, or the word that a key ends with may stand. */
function sources(): string[] {
  return [__dirname, VOCABULARY].flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(
        name =>
          /\.tsx?$/.test(name) &&
          !/\.test\.|^(?:messages|testing)\//.test(name),
      )
      .map(name => readFileSync(join(folder, name), 'utf8')),
  );
}

/** Whether a key is written out, or begins as a template does whose value may be its last word. */
function askedFor(): (key: string) => boolean {
  const all = sources();
  const found = (pattern: RegExp) =>
    new Set(
      all.flatMap(source => [...source.matchAll(pattern)].map(([, it]) => it)),
    );
  const whole = found(/'([\w.]+)'/g);
  const beginnings = found(/`([\w.]+\.)\$\{/g);
  const words = found(/([\w-]+)/g);
  return key => {
    const at = key.lastIndexOf('.') + 1;
    return (
      whole.has(key) ||
      (words.has(key.slice(at)) &&
        [...beginnings].some(beginning => key.startsWith(beginning)))
    );
  };
}

/** As `translation.ts` puts them together. */
async function messages(): Promise<Texts> {
  const files = await Promise.all(
    readdirSync(join(__dirname, 'messages')).map(
      (name): Promise<Texts> => import(`./messages/${name}`),
    ),
  );
  const { states, ...texts }: Texts = Object.assign({}, ...files);
  return { ...texts, state: states };
}

it('holds no text that no page asks for', async () => {
  const keys = keysOf(await messages());
  const isAskedFor = askedFor();
  expect(keys.length).toBeGreaterThan(100);
  expect(keys.filter(key => !isAskedFor(key))).toEqual([]);
});
