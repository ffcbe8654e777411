import { useNamespaces } from '../../hooks/useResources';
import { useResourceUrl } from '../../hooks/useResourceUrl';
import { useText } from '../../hooks/useText';
import { ChoiceField } from '../ChoiceField';
import { SearchField } from '../SearchField';

export interface NamespaceFieldProps {
  cluster: string;
}

/** Which namespace the list is of: a choice, or a field to type where the namespaces may not be listed. */
export function NamespaceField(props: NamespaceFieldProps) {
  const t = useText();
  const { namespace, state } = useResourceUrl();
  const namespaces = useNamespaces(props.cluster, true);
  const choose = (ns: string) => state.set({ ns });
  if (namespaces.error) {
    return (
      <SearchField
        label={t('resources.namespace')}
        value={namespace}
        onChange={choose}
        width={170}
      />
    );
  }
  return (
    <ChoiceField
      label={t('resources.namespace')}
      value={namespace}
      onChange={choose}
      choices={[
        { value: '', label: t('resources.allNamespaces') },
        ...(namespaces.data ?? []).map(value => ({ value, label: value })),
      ]}
    />
  );
}
