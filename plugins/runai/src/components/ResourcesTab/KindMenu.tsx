import { useNavigate } from 'react-router-dom';
import { useResourceUrl } from '../../hooks/useResourceUrl';
import { useText } from '../../hooks/useText';
import type { KindGroup } from '../../kube/kindGroups';
import { kindId } from '../../kube/types';
import { ChoiceField } from '../ChoiceField';

export interface KindMenuProps {
  groups: readonly KindGroup[];
  /** Empty where none is. */
  selected: string;
}

/** The kinds where there is no room for a list of them. */
export function KindMenu(props: KindMenuProps) {
  const { groups, selected } = props;
  const t = useText();
  const { linkTo } = useResourceUrl();
  const navigate = useNavigate();
  return (
    <ChoiceField
      label={t('resources.kind')}
      value={selected}
      onChange={kind => navigate(linkTo({ kind }), { replace: true })}
      groups={groups.map(({ name, kinds }) => ({
        label: t(`resources.group.${name}`),
        choices: kinds.map(kind => ({
          value: kindId(kind),
          label: name === 'custom' ? `${kind.kind} (${kind.group})` : kind.kind,
        })),
      }))}
    />
  );
}
