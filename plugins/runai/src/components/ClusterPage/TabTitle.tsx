import type { TranslationRefTuple } from '@backstage/frontend-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ClusterTab } from './ClusterTab';

/** A tab's title in the reader's language. */
export function TabTitle(props: Pick<ClusterTab, 'title'>) {
  const { title } = props;
  return typeof title === 'string' ? (
    <>{title}</>
  ) : (
    <TranslatedTitle message={title} />
  );
}

function TranslatedTitle(props: { message: TranslationRefTuple<undefined> }) {
  const { ref, key } = props.message;
  return <>{useTranslationRef(ref).t(key)}</>;
}
