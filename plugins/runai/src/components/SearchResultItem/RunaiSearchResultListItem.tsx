import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  ResultHighlight,
  SearchDocument,
} from '@backstage/plugin-search-common';
import type {
  RunaiCheckDocument,
  RunaiClusterDocument,
} from '@runai-portal/backstage-plugin-runai-common';
import { checkRouteRef, clusterRouteRef } from '../../routes';
import { Tag } from '../Tag';
import { SearchResultItem } from './SearchResultItem';

/** @public What the search hands to the item of a result. */
export interface RunaiSearchResultListItemProps {
  result?: SearchDocument;
  highlight?: ResultHighlight;
}

/** A cluster or a check that the search found. */
export function RunaiSearchResultListItem(
  props: RunaiSearchResultListItemProps,
) {
  const { result, highlight } = props;
  if (result && isCheck(result)) {
    return <CheckItem document={result} highlight={highlight} />;
  }
  if (result && isCluster(result)) {
    return <ClusterItem document={result} highlight={highlight} />;
  }
  return null;
}

function isCheck(document: SearchDocument): document is RunaiCheckDocument {
  return 'checkId' in document;
}

function isCluster(document: SearchDocument): document is RunaiClusterDocument {
  return 'name' in document;
}

interface ItemProps<D> {
  document: D;
  highlight?: ResultHighlight;
}

function ClusterItem(props: ItemProps<RunaiClusterDocument>) {
  const { document, highlight } = props;
  const { name, title, text } = document;
  const clusterPath = useRouteRef(clusterRouteRef);
  return (
    <SearchResultItem
      title={title}
      text={text}
      to={clusterPath({ name })}
      highlight={highlight}
      tags={title !== name && <Tag>{name}</Tag>}
    />
  );
}

function CheckItem(props: ItemProps<RunaiCheckDocument>) {
  const { document, highlight } = props;
  const { checkId, title, text } = document;
  const checkPath = useRouteRef(checkRouteRef);
  return (
    <SearchResultItem
      title={title}
      text={text}
      to={checkPath({ checkId })}
      highlight={highlight}
      tags={<Tag>{checkId}</Tag>}
    />
  );
}
