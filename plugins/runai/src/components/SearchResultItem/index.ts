export {
  RunaiSearchResultListItem,
  type RunaiSearchResultListItemProps,
} from './RunaiSearchResultListItem';
