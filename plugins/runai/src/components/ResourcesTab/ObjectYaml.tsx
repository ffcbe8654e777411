import { useState } from 'react';
import { CopyTextButton } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useText } from '../../hooks/useText';
import type { KubeObject } from '../../kube/types';
import { objectYaml } from '../../logic/objectYaml';
import { ActionButton } from '../ActionButton';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { YamlText } from './YamlText';

export interface ObjectYamlProps {
  object: KubeObject;
}

/** An object as YAML. Who set which field is folded; it is copied with the rest where it is shown. */
export function ObjectYaml(props: ObjectYamlProps) {
  const { object } = props;
  const t = useText();
  const [managed, setManaged] = useState(false);
  const text = useQuery({
    queryKey: ['yaml', object.metadata.uid, object.metadata.resourceVersion],
    queryFn: () => objectYaml(object),
    staleTime: Infinity,
    gcTime: 0,
  });
  if (!text.data) return <LoadingSkeleton shape="rows" count={10} />;
  const { yaml, managedFields } = text.data;
  const shown =
    managed && managedFields ? `${yaml}---\n${managedFields}` : yaml;
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 1,
        gridTemplateColumns: 'minmax(0, 1fr)',
        justifyItems: 'start',
      }}
    >
      {managedFields && (
        <ActionButton
          aria-expanded={managed}
          onClick={() => setManaged(!managed)}
        >
          {managed ? t('resources.hideManaged') : t('resources.showManaged')}
        </ActionButton>
      )}
      <Box sx={{ position: 'relative', width: '100%' }}>
        <Box
          sx={{
            position: 'absolute',
            top: 4,
            right: 20,
            '& svg': { fontSize: 16, fill: 'currentColor' },
          }}
        >
          <CopyTextButton
            text={shown}
            aria-label={t('resources.copyYaml')}
            tooltipText={t('copy.done')}
            variant="tertiary"
          />
        </Box>
        <YamlText
          label={t('resources.yamlOf', { name: object.metadata.name })}
          text={shown}
        />
      </Box>
    </Box>
  );
}
