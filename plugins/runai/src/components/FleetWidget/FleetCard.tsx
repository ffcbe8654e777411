import { InfoCard } from '@backstage/core-components';
import type { RendererProps } from '@backstage/plugin-home-react';
import { useText } from '../../hooks/useText';

/** The card of the home page in which the widget stands, as that page makes it, with a title in the reader's language. */
export function FleetCard(props: RendererProps) {
  const { Content } = props;
  const t = useText();
  return (
    <InfoCard divider title={t('fleet.title')}>
      <Content />
    </InfoCard>
  );
}
