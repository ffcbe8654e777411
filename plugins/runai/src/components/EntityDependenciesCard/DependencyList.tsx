import { stringifyEntityRef } from '@backstage/catalog-model';
import Box from '@mui/material/Box';
import { useState } from 'react';
import type { ClusterDependency } from '../../hooks/useClusterDependencies';
import { useText } from '../../hooks/useText';
import { ActionButton } from '../ActionButton';
import { DependencyRow } from './DependencyRow';

/** How many clusters the card shows before it is asked for all. */
export const SHOWN = 8;

export interface DependencyListProps {
  /** The worst first. */
  dependencies: readonly ClusterDependency[];
}

/** The clusters that an entity depends on: the worst of them, and all when asked to. */
export function DependencyList(props: DependencyListProps) {
  const { dependencies } = props;
  const t = useText();
  const [isWhole, setWhole] = useState(false);
  const count = dependencies.length;
  return (
    <>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {dependencies.slice(0, isWhole ? count : SHOWN).map(dependency => (
          <DependencyRow
            key={stringifyEntityRef(dependency.entities[0])}
            dependency={dependency}
          />
        ))}
      </Box>
      {count > SHOWN && (
        <div>
          <ActionButton
            aria-expanded={isWhole}
            onClick={() => setWhole(!isWhole)}
          >
            {isWhole
              ? t('entity.showWorst', { number: `${SHOWN}` })
              : t('entity.showAll', { number: `${count}` })}
          </ActionButton>
        </div>
      )}
    </>
  );
}
