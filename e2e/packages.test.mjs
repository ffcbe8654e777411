import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { packPackages } from '../scripts/lib/packages/packPackages.mjs';
import { publishablePackages } from '../scripts/lib/packages/publishable.mjs';
import { Reporter } from '../scripts/lib/Reporter.mjs';
import { inRoot } from '../scripts/lib/root.mjs';
import { unpackAll } from './lib/unpacked.mjs';

const published = publishablePackages().map(({ manifest }) => manifest.name);
/** Modules that a file loads or takes types from, other than its own files: as built code and declarations write it. */
const MODULE =
  /(?:^(?:import|export)\b[^;]*?\bfrom |^import |\bimport\(|\brequire\()['"]((?:@[\w.-]+\/)?[\w-][\w.-]*)(?:\/[^'"]*)?['"]/gm;

let unpacked;
before(async () => {
  await packPackages(new Reporter(process.stderr));
  unpacked = unpackAll();
});
after(() => unpacked?.remove());

const packageOf = name =>
  unpacked.packages.find(({ manifest }) => manifest.name === name);

for (const name of published) {
  describe(`${name}, as it is published`, () => {
    test('has its README and the licence, and no sources or tests', () => {
      const { files, text } = packageOf(name);
      assert.ok(files.includes('README.md'));
      assert.equal(text('LICENSE'), readFileSync(inRoot('LICENSE'), 'utf8'));
      assert.deepEqual(
        files.filter(
          file =>
            /^src\/|\.test\.|__|\.tsx?$/.test(file) && !file.endsWith('.d.ts'),
        ),
        [],
      );
    });

    test('leads to files that it has', () => {
      const { manifest, has } = packageOf(name);
      const targets = [
        manifest.main,
        manifest.types,
        manifest.module,
        manifest.configSchema,
        ...Object.values(manifest.bin ?? {}),
        ...leaves(manifest.exports ?? {}),
        ...manifest.files,
      ].filter(Boolean);
      assert.deepEqual(
        targets.filter(target => !has(target)),
        [],
      );
      assert.match(manifest.main, /^(?:\.\/)?dist\//);
      assert.match(manifest.types, /^(?:\.\/)?dist\/.*\.d\.ts$/);
    });

    test('says what Backstage wants to know of it', () => {
      const { manifest } = packageOf(name);
      const { role, features, pluginId, pluginPackage, pluginPackages } =
        manifest.backstage;
      if (role === 'frontend-plugin') {
        assert.equal(features['.'], '@backstage/FrontendPlugin');
      }
      if (/^backend-plugin/.test(role)) {
        assert.deepEqual(features, { '.': '@backstage/BackendFeature' });
      }
      if (/plugin/.test(role)) {
        assert.ok(pluginId);
        assert.ok(pluginPackage ?? pluginPackages);
      }
    });

    test('depends on all that it loads, and on nothing that is not published', () => {
      const { manifest, files, text } = packageOf(name);
      const declared = {
        ...manifest.dependencies,
        ...manifest.peerDependencies,
      };
      const mine = Object.keys(declared).filter(one =>
        one.startsWith('@runai-portal/'),
      );
      assert.deepEqual(
        mine.filter(one => !published.includes(one)),
        [],
      );
      assert.doesNotMatch(JSON.stringify(declared), /workspace:|link:|file:/);
      const loaded = files
        .filter(file =>
          /^(?:dist|bin|migrations)\/.*(?:\.js|\.d\.ts)$/.test(file),
        )
        .flatMap(file =>
          [...withoutComments(text(file)).matchAll(MODULE)].map(
            ([, one]) => one,
          ),
        );
      const missing = [...new Set(loaded)].filter(
        one => !isBuiltin(one) && one !== name && !declared[one],
      );
      assert.deepEqual(missing, []);
    });
  });
}

describe('what packages bring besides their code', () => {
  test('the configuration of each is described by a compiled schema', () => {
    for (const { manifest, text } of unpacked.packages) {
      if (manifest.configSchema) {
        const schema = JSON.parse(text(manifest.configSchema));
        assert.ok(schema.properties, manifest.name);
      }
    }
    const backend = packageOf('@runai-portal/backstage-plugin-runai-backend');
    assert.ok(
      JSON.parse(backend.text('config.schema.json')).properties.runai.properties
        .sources,
    );
  });

  test('the backend has its migrations', () => {
    const { files } = packageOf('@runai-portal/backstage-plugin-runai-backend');
    assert.ok(files.includes('migrations/20261124000000_init.js'));
  });

  test('React’s types are wanted where they are used, and not asked of others', () => {
    const { manifest } = packageOf('@runai-portal/backstage-plugin-runai');
    assert.ok(manifest.peerDependencies.react);
    assert.ok(manifest.peerDependenciesMeta['@types/react'].optional);
  });

  test('every package for Node can be loaded from what is published', () => {
    for (const { manifest, folder } of unpacked.packages) {
      if (manifest.backstage.role !== 'frontend-plugin') {
        execFileSync(
          process.execPath,
          ['--eval', `require(${JSON.stringify(folder)})`],
          {
            cwd: unpacked.folder,
            env: { ...process.env, NODE_PATH: '' },
          },
        );
      }
    }
  });

  test('the checks run on the command line with plain Node, anywhere', () => {
    const empty = join(unpacked.folder, 'empty');
    mkdirSync(empty);
    const { folder } = packageOf('@runai-portal/preflight');
    const listed = execFileSync(
      process.execPath,
      [join(folder, 'bin', 'runai-preflight'), '--list'],
      { cwd: empty, encoding: 'utf8' },
    );
    assert.match(listed, /cluster\.reachable +required/);
    assert.match(listed, /gpu\.node-driver/);
  });
});

function leaves(value) {
  return typeof value === 'object'
    ? Object.entries(value)
        // Not a file, but what kind of feature the entry is.
        .filter(([condition]) => condition !== 'backstage')
        .flatMap(([, target]) => leaves(target))
    : [value];
}

function withoutComments(text) {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
