/**
 * Where in a file of a portal of `create-app` the text of a step goes, by the action of the step: on the line before or after that of
 * `mark`, the first one below `below`.
 */
export const PLACES = {
  add: { mark: 'backend.start();', side: 'before' },
  route: { mark: '</FlatRoutes>', side: 'before' },
  item: { mark: '<SidebarScrollWrapper>', side: 'after' },
  cards: {
    below: 'const overviewContent =',
    mark: '{entityWarningContent}',
    side: 'after',
  },
  tab: {
    below: 'const defaultEntityPage =',
    mark: '</EntityLayout>',
    side: 'before',
  },
  result: { mark: '<SearchResult>', side: 'after' },
  type: { mark: 'types={[', side: 'after' },
};

/**
 * @param {string} source - of the file
 * @param {typeof PLACES[string]} place
 * @param {string} text
 * @returns {string} the file with the text in its place
 */
export function placed(source, { below = '', mark, side }, text) {
  const from = source.indexOf(below);
  const start = from < 0 ? -1 : source.indexOf(mark, from + below.length);
  if (start < 0) {
    throw new Error(`There is no ${mark} below “${below}”`);
  }
  const at = side === 'before' ? start : start + mark.length;
  return side === 'before'
    ? `${source.slice(0, at)}${text}\n\n${source.slice(at)}`
    : `${source.slice(0, at)}\n${text}${source.slice(at)}`;
}
