import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  ResultHighlight,
  SearchDocument,
} from '@backstage/plugin-search-common';
import type {
  RunaiCheckDocument,
  RunaiClusterDocument,
  RunaiFleetDocument,
} from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { checkRouteRef, clusterRouteRef, rootRouteRef } from '../../routes';
import { Tag } from '../Tag';
import { SearchResultItem } from './SearchResultItem';

/** @public What the search hands to the item of a result. */
export interface RunaiSearchResultListItemProps {
  result?: SearchDocument;
  highlight?: ResultHighlight;
}

/** A cluster, the fleet or a check that the search found. */
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
  if (result && isFleet(result)) {
    return <FleetItem document={result} highlight={highlight} />;
  }
  return null;
}

function isFleet(document: SearchDocument): document is RunaiFleetDocument {
  return 'isFleet' in document;
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
  const t = useText();
  const clusterPath = useRouteRef(clusterRouteRef);
  return (
    <SearchResultItem
      title={title}
      text={text}
      to={clusterPath({ name })}
      highlight={highlight}
      tags={
        <>
          <Tag>{t('search.cluster')}</Tag>
          {title !== name && <Tag>{name}</Tag>}
        </>
      }
    />
  );
}

function FleetItem(props: ItemProps<RunaiFleetDocument>) {
  const { document, highlight } = props;
  const { title, text } = document;
  const fleetPath = useRouteRef(rootRouteRef);
  return (
    <SearchResultItem
      title={title}
      text={text}
      to={fleetPath()}
      highlight={highlight}
    />
  );
}

function CheckItem(props: ItemProps<RunaiCheckDocument>) {
  const { document, highlight } = props;
  const { checkId, title, text } = document;
  const t = useText();
  const checkPath = useRouteRef(checkRouteRef);
  return (
    <SearchResultItem
      title={title}
      text={text}
      to={checkPath({ checkId })}
      highlight={highlight}
      tags={
        <>
          <Tag>{t('search.check')}</Tag>
          <Tag>{checkId}</Tag>
        </>
      }
    />
  );
}
