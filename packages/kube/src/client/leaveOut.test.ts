import fc from 'fast-check';
import { leaveOut } from './leaveOut';

function without(json: string, ...members: string[]): string {
  return leaveOut(Buffer.from(json), members).toString();
}

describe('leaveOut', () => {
  it('empties the arrays of a member and leaves the rest as it is', () => {
    expect(
      without(
        '{"items":[{"images":[{"names":["a]","b\\"]"]},[]],"name":"gpu-01 ü"},{"images":[]},{"name":"x"}]}',
        'images',
      ),
    ).toBe(
      '{"items":[{"images":[],"name":"gpu-01 ü"},{"images":[]},{"name":"x"}]}',
    );
  });

  it('leaves alone a member of that name that is no array, and one whose name ends alike', () => {
    for (const json of [
      '{"images":{"names":["a"]},"image":["b"]}',
      '{"\\"images":["a"]}',
      '{"note":"\\"images\\":[1,2]"}',
      '{"images" : ["a"]}',
    ]) {
      expect(without(json, 'images')).toBe(json);
    }
  });

  it('makes nothing whole of a body that ends in the middle', () => {
    const json =
      '{"items":[{"images":[{"names":["a]","b\\"]"]},[]],"name":"x"}]}';
    for (let length = 1; length < json.length; length++) {
      const cut = without(json.slice(0, length), 'images');
      expect(() => JSON.parse(cut)).toThrow(SyntaxError);
    }
  });

  it('makes of any document what it would be without these arrays', () => {
    const key = fc.oneof(
      fc.constantFrom('images', 'managedFields', '"images', '\\"images', 'i'),
      fc.string(),
    );
    const { document } = fc.letrec(tie => ({
      document: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('"images":[', ']', '\\', '"images":["x"]', '\\"'),
        fc.string({ unit: 'grapheme' }),
        fc.integer(),
        fc.array(tie('document'), { maxLength: 4 }),
        fc.dictionary(key, tie('document'), { maxKeys: 4 }),
      ),
    }));

    fc.assert(
      fc.property(document, value => {
        const json = JSON.stringify(value);
        expect(JSON.parse(without(json, 'images', 'managedFields'))).toEqual(
          emptied(JSON.parse(json)),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

function emptied(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(emptied);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([name, member]) => [
          name,
          Array.isArray(member) && ['images', 'managedFields'].includes(name)
            ? []
            : emptied(member),
        ]),
      )
    : value;
}
