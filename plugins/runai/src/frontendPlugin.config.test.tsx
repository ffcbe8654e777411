import {
  createExtensionTester,
  mockApis,
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import {
  createExtension,
  createExtensionDataRef,
  createFrontendModule,
  createTranslationMessages,
  type TranslationMessages,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import homePlugin from '@backstage/plugin-home/alpha';
import { HomePageLayoutBlueprint } from '@backstage/plugin-home-react/alpha';
import { SearchFilterResultTypeBlueprint } from '@backstage/plugin-search-react/alpha';
import { screen, waitFor, within } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { checkResults, clusterResults } from './extensions/searchExtensions';
import plugin, { runaiTranslationRef } from './index';
import { aDetail } from './testing/builders';
import { aClusterEntity, onResources } from './testing/entities';
import { FakeBackend } from './testing/FakeBackend';
import { rancher, summaries } from './testing/openCluster';

const server = setupServer();
registerMswTestHooks(server);
const ENTITY = '/catalog/default/resource/training';

/** That of a blueprint of `@backstage/plugin-app-react`. */
const translationDataRef = createExtensionDataRef<TranslationMessages>().with({
  id: 'core.translation.translation',
});

/** The home page's own layout measures the window, which jsdom has none of. */
const plainHome = createFrontendModule({
  pluginId: 'home',
  extensions: [
    HomePageLayoutBlueprint.make({
      params: {
        loader: async () => props =>
          (
            <section aria-label="Home">
              {
                props.widgets.find(({ name }) => name === 'RunaiFleet')
                  ?.component
              }
            </section>
          ),
      },
    }),
  ],
});

/** As a portal adds texts in its own language. */
const inGerman = createFrontendModule({
  pluginId: 'app',
  extensions: [
    createExtension({
      kind: 'translation',
      name: 'runai',
      attachTo: { id: 'api:app/translations', input: 'translations' },
      output: [translationDataRef],
      factory: () => [
        translationDataRef(
          createTranslationMessages({
            ref: runaiTranslationRef,
            messages: { 'fleet.title': 'Flotte' },
          }),
        ),
      ],
    }),
  ],
});

type Config = NonNullable<
  NonNullable<Parameters<typeof renderTestApp>[0]>['config']
>;

function openApp(path: string, extensions: NonNullable<Config[string]>[]) {
  const backend = new FakeBackend({
    clusters: [rancher],
    details: { 'rancher-ml': aDetail(rancher) },
    summaries,
  });
  server.use(...backend.handlers);
  return renderTestApp({
    features: [catalogPlugin, homePlugin, plainHome, plugin, inGerman],
    initialRouteEntries: [path],
    config: {
      app: { baseUrl: 'http://localhost', extensions },
      backend: { baseUrl: 'http://localhost:7007' },
    },
    apis: [
      mockApis.discovery({ baseUrl: 'http://localhost:7007' }),
      mockApis.permission(),
      [
        catalogApiRef,
        catalogApiMock({
          entities: [
            aClusterEntity('training', 'rancher-ml'),
            onResources('Component', ['training']),
          ],
        }),
      ],
    ],
  });
}

/** The texts of the links to the cluster's tab and to its page. */
const links = () =>
  [
    '/catalog/default/resource/training/gpu-cluster',
    '/catalog/default/resource/training/gpus',
    '/runai/clusters/rancher-ml',
  ].flatMap(href =>
    screen
      .queryAllByRole('link')
      .filter(link => link.getAttribute('href') === href)
      .map(link => `${link.textContent} ${href}`),
  );

describe('the extensions of the plugin, configured by app.extensions', () => {
  it('have another title, group, path and label', async () => {
    openApp(ENTITY, [
      {
        'entity-content:runai/cluster': {
          config: { title: 'GPUs', path: '/gpus', group: 'deployment' },
        },
      },
      {
        'entity-icon-link:runai/cluster': { config: { label: 'To the GPUs' } },
      },
    ]);
    await screen.findByRole('link', { name: 'Open rancher-ml' });
    await waitFor(() =>
      expect(links()).toEqual([
        'GPUs /catalog/default/resource/training/gpus',
        'To the GPUs /runai/clusters/rancher-ml',
        'Open rancher-ml /runai/clusters/rancher-ml',
      ]),
    );
  });

  it('do what the page about installation shows', async () => {
    const page = readFileSync(
      resolve(__dirname, '../../../docs/administrators/install.md'),
      'utf8',
    );
    const [, example] =
      /```yaml\n(app:\n {2}extensions:[^`]*)```/.exec(page) ?? [];
    const { app } = parse(example);
    openApp(ENTITY, app.extensions);
    await screen.findByRole('link', { name: 'Open rancher-ml' });
    await waitFor(() =>
      expect(links()[0]).toBe(
        'GPUs /catalog/default/resource/training/gpu-cluster',
      ),
    );
  });

  it('stand on the entities that their filter names', async () => {
    const named = {
      'metadata.annotations.runai-portal/cluster': { $exists: true },
    };
    const other = { 'metadata.name': 'other' };
    openApp(ENTITY, [
      { 'entity-card:runai/cluster': { config: { filter: named } } },
      { 'entity-content:runai/cluster': { config: { filter: other } } },
      { 'entity-icon-link:runai/cluster': { config: { filter: other } } },
    ]);
    await screen.findByRole('link', { name: 'Open rancher-ml' });
    expect(links()).toEqual(['Open rancher-ml /runai/clusters/rancher-ml']);
  });

  it('are left out', async () => {
    openApp(ENTITY, [
      { 'entity-card:runai/cluster': false },
      { 'entity-content:runai/cluster': false },
    ]);
    await waitFor(() =>
      expect(links()).toEqual(['GPU cluster /runai/clusters/rancher-ml']),
    );
  });

  it('leave the card of others whole where the page that they lead to is left out', async () => {
    openApp(ENTITY, [
      { 'page:runai/cluster': false },
      { 'entity-card:runai/cluster': false },
    ]);
    expect(
      await screen.findByText('GPU cluster', { selector: 'a *, a' }),
    ).toBeInTheDocument();
    expect(await screen.findByText('About')).toBeInTheDocument();
  });

  it.each([
    ['the title of the reader’s language', undefined, 'Flotte'],
    ['a title of the portal’s own', { title: 'Our GPUs' }, 'Our GPUs'],
  ])('have a widget on the home page with %s', async (_, config, title) => {
    openApp(
      '/home',
      config ? [{ 'home-page-widget:runai/fleet': { config } }] : [],
    );
    const home = await screen.findByRole('region', { name: 'Home' });
    expect(await within(home).findByText(title)).toBeInTheDocument();
    expect(
      await within(home).findByText('Worst:', { exact: false }),
    ).toBeInTheDocument();
  });

  it('have no widget on the home page where it is left out', async () => {
    openApp('/home', [{ 'home-page-widget:runai/fleet': false }]);
    const home = await screen.findByRole('region', { name: 'Home' });
    expect(home).toBeEmptyDOMElement();
  });

  it('have the fleet elsewhere, by another name', async () => {
    openApp('/gpus', [
      { 'page:runai': { config: { title: 'Our GPUs', path: '/gpus' } } },
    ]);
    expect(
      await screen.findByRole('link', { name: 'rancher-ml' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Our GPUs' })).toHaveAttribute(
      'href',
      '/gpus',
    );
  });

  it('have names among the types of results', () => {
    const { resultType } = SearchFilterResultTypeBlueprint.dataRefs;
    const clusters = createExtensionTester(clusterResults);
    expect(clusters.get(resultType).name).toBe('GPU clusters');
    const checks = createExtensionTester(checkResults, {
      config: { name: 'Prüfungen' },
    });
    expect(checks.get(resultType).name).toBe('Prüfungen');
  });

  it.each([
    ['entity-card:runai/cluster', { filter: 3 }, "Invalid input at 'filter'"],
    [
      'entity-content:runai/cluster',
      { title: 3 },
      "expected string, received number at 'title'",
    ],
    ['home-page-widget:runai/fleet', { title: '' }, "at 'title'"],
  ])('say what is wrong with the configuration of %s', (id, config, said) => {
    expect(() => openApp(ENTITY, [{ [id]: { config } }])).toThrow(
      new RegExp(
        `Invalid configuration for extension '${id}'; caused by Error: .*${said}`,
      ),
    );
  });
});
