import type { EntityLink } from '@backstage/catalog-model';
import type { SourceCluster } from '@runai-portal/backstage-plugin-runai-common';
import { oneLine } from './oneLine';

const PROTOCOLS = ['https:', 'http:', 'mailto:'];
const LONGEST_URL = 2048;
const LONGEST_TITLE = 100;

/** To the page of the cluster, and to whom its settings name as its contact. */
export function entityLinks(
  { name, contact }: Pick<SourceCluster, 'name' | 'contact'>,
  pagesUrl: string,
): EntityLink[] {
  const page = {
    url: `${pagesUrl}/clusters/${encodeURIComponent(
      oneLine(name, LONGEST_TITLE) ?? '',
    )}`,
    title: 'Health and readiness for Run:ai',
    icon: 'dashboard',
  };
  const title = oneLine(contact?.title, LONGEST_TITLE) ?? 'Contact';
  return contact?.url && isLinkable(contact.url)
    ? [page, { url: contact.url, title, icon: 'chat' }]
    : [page];
}

function isLinkable(url: string): boolean {
  return (
    url.length <= LONGEST_URL &&
    URL.canParse(url) &&
    PROTOCOLS.includes(new URL(url).protocol)
  );
}
