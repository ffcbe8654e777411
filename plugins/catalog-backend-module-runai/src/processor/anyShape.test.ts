import { ConfigReader } from '@backstage/config';
import fc from 'fast-check';
import { refusal } from '../__testUtils__/refusal';
import { writtenEntity } from '../__testUtils__/writtenEntities';
import { ClusterEntityProcessor } from './ClusterEntityProcessor';
import { OUR_ANNOTATIONS, PLUGIN_ANNOTATIONS } from './knownAnnotations';

const processor = ClusterEntityProcessor.fromConfig(new ConfigReader({}), {
  authProviders: [],
});

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'kubernetes-cluster',
    'x'.repeat(5000),
    'https://[',
    '-----BEGIN CERTIFICATE-----',
    '\u0000\u202e\ud800',
  ),
);
const value = fc.oneof(text, fc.jsonValue());
const key = fc.oneof(
  text,
  fc.constantFrom(...OUR_ANNOTATIONS, ...PLUGIN_ANNOTATIONS),
);
const map = fc.dictionary(key, value, { maxKeys: 12 });

it('takes an entity of a cluster whatever somebody has written, so that it appears', async () => {
  await fc.assert(
    fc.asyncProperty(
      map,
      fc.option(map, { nil: undefined }),
      value,
      map,
      async (annotations, labels, owner, fields) => {
        const written = writtenEntity('x', annotations, {
          top: fields,
          metadata: { labels, title: owner, tags: [owner], links: fields },
          spec: { owner, system: owner, dependsOn: [owner], more: fields },
        });
        written.kind = 'Resource';
        const before = await processor.preProcessEntity(written);
        expect(await refusal(before)).toBeUndefined();
        const after = await processor.postProcessEntity(before);
        expect(await refusal({ ...before, metadata: after.metadata })).toBe(
          undefined,
        );
      },
    ),
    { numRuns: 200 },
  );
});

it.each([null, 'x', 5, ['a'], undefined])(
  'reads annotations and a specification that are %j',
  async shape => {
    const written = {
      ...writtenEntity('x'),
      metadata: JSON.parse(JSON.stringify({ name: 'x', annotations: shape })),
    };
    expect(
      await refusal(await processor.preProcessEntity(written)),
    ).toBeUndefined();
    const bare = JSON.parse(
      JSON.stringify({ ...writtenEntity('x'), spec: shape }),
    );
    expect(
      await refusal(await processor.preProcessEntity(bare)),
    ).toBeUndefined();
  },
);

it('reads an entity in which another processor has left a field undefined', async () => {
  const written = writtenEntity('x');
  const left = {
    ...written,
    metadata: { ...written.metadata, title: undefined },
    spec: { ...written.spec, system: undefined },
  };
  const taken = await processor.preProcessEntity(left);
  expect(await processor.postProcessEntity(taken)).toEqual(written);
});
