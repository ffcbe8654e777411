import { useRouteRef } from '@backstage/core-plugin-api';
import { useText } from '../../hooks/useText';
import { rootRouteRef } from '../../routes';
import { Notice } from '../Notice';
import { PageFrame } from '../PageFrame';
import { TextLink } from '../TextLink';

/** For addresses beneath the plugin's own that lead nowhere. */
export function NoSuchPage() {
  const t = useText();
  const fleet = useRouteRef(rootRouteRef)();
  return (
    <PageFrame title={t('fleet.title')}>
      <Notice
        title={t('error.noSuchPage')}
        action={<TextLink to={fleet}>{t('error.toFleet')}</TextLink>}
      />
    </PageFrame>
  );
}
