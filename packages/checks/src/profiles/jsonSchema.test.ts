import { readFileSync, writeFileSync } from 'node:fs';
import { profileJsonSchema } from './jsonSchema';
import { resolveInPackage } from './packageFolder';

const FILE = resolveInPackage('profiles', 'profile.schema.json');

describe('profiles/profile.schema.json', () => {
  it('is what the schema in the code says (UPDATE_SCHEMA=1 writes it)', () => {
    const text = `${JSON.stringify(profileJsonSchema(), undefined, 2)}\n`;
    if (process.env.UPDATE_SCHEMA) {
      writeFileSync(FILE, text);
    }
    expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(JSON.parse(text));
  });
});
