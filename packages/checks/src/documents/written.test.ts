import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createEngine } from '../createEngine';
import { checkDocuments, DOCUMENT_FOLDERS } from './checkDocuments';

const docs = resolve(__dirname, '../../../../docs');

/** Whatever lies in the folders, by path. */
function written(): Record<string, string> {
  return Object.fromEntries(
    DOCUMENT_FOLDERS.filter(folder => existsSync(join(docs, folder)))
      .flatMap(folder =>
        readdirSync(join(docs, folder)).map(name => `${folder}/${name}`),
      )
      .map(path => [path, readFileSync(join(docs, path), 'utf8')]),
  );
}

describe('docs/checks and docs/manifests', () => {
  it('are what the declarations say: npm run docs writes them', () => {
    const found = written();
    const wanted = Object.fromEntries(checkDocuments(createEngine()));
    const paths = new Set([...Object.keys(found), ...Object.keys(wanted)]);
    const stale = [...paths].filter(path => found[path] !== wanted[path]);
    expect(stale).toEqual([]);
  });
});
