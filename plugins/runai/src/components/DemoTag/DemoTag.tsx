import { useText } from '../../hooks/useText';
import { Tag } from '../Tag';

/** Stands wherever simulated clusters are shown. */
export function DemoTag() {
  const t = useText();
  return (
    <Tag strong title={t('page.demoTitle')}>
      {t('page.demo')}
    </Tag>
  );
}
