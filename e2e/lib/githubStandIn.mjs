import { createServer } from 'node:http';

/**
 * Something that answers as GitHub's API does to whoever proposes files and reads them, for one repository `acme/catalog`.
 * It keeps everything that it was sent.
 */
export async function startGithubStandIn() {
  /** Bodies as they came. */
  const bodies = [];
  const blobs = new Map();
  const trees = new Map([['tree-0', new Map()]]);
  const commits = new Map([['commit-0', 'tree-0']]);
  const branches = new Map([['main', 'commit-0']]);
  const pulls = [];
  const filesOf = branch => trees.get(commits.get(branches.get(branch)));

  const routes = [
    [
      'GET /repos/acme/catalog',
      () => ({ default_branch: 'main', permissions: { push: true } }),
    ],
    [
      'GET /repos/acme/catalog/commits',
      () => [{ sha: 'commit-0', commit: { tree: { sha: 'tree-0' } } }],
    ],
    [
      'POST /repos/acme/catalog/git/blobs',
      ({ content, encoding }) => {
        const sha = `blob-${blobs.size}`;
        blobs.set(sha, Buffer.from(content, encoding).toString());
        return { sha };
      },
    ],
    [
      'POST /repos/acme/catalog/git/trees',
      ({ base_tree: base, tree }) => {
        const sha = `tree-${trees.size}`;
        const added = tree.map(item => [item.path, blobs.get(item.sha)]);
        trees.set(sha, new Map([...trees.get(base), ...added]));
        return { sha };
      },
    ],
    [
      'POST /repos/acme/catalog/git/commits',
      ({ tree }) => {
        const sha = `commit-${commits.size}`;
        commits.set(sha, tree);
        return { sha };
      },
    ],
    ['POST /graphql', () => ({ data: { repository: { ref: null } } })],
    [
      'POST /repos/acme/catalog/git/refs',
      ({ ref, sha }) => {
        branches.set(ref.replace('refs/heads/', ''), sha);
        return { ref };
      },
    ],
    [
      'POST /repos/acme/catalog/pulls',
      pull => {
        pulls.push(pull);
        return {
          number: pulls.length,
          html_url: `https://github.com/acme/catalog/pull/${pulls.length}`,
          base: { ref: pull.base },
        };
      },
    ],
  ];

  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    bodies.push(body);
    const { pathname } = new URL(request.url, 'http://localhost');
    const answer = (status, value) =>
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(typeof value === 'string' ? value : JSON.stringify(value));
    const [, path] =
      /^\/repos\/acme\/catalog\/contents\/(.+)$/.exec(pathname) ?? [];
    if (path) {
      const file = filesOf('main').get(decodeURIComponent(path));
      answer(...(file ? [200, file] : [404, { message: 'Not Found' }]));
      return;
    }
    const [, found] =
      routes.find(([route]) => route === `${request.method} ${pathname}`) ?? [];
    answer(
      ...(found
        ? [
            request.method === 'POST' ? 201 : 200,
            found(body && JSON.parse(body)),
          ]
        : [404, { message: `Not Found: ${request.method} ${pathname}` }]),
    );
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    bodies,
    pulls,
    /** The files that a branch has, by path. */
    files: branch => Object.fromEntries(filesOf(branch)),
    /** As a person does it. */
    merge: branch => branches.set('main', branches.get(branch)),
    stop: () => new Promise(resolve => server.close(resolve)),
  };
}
