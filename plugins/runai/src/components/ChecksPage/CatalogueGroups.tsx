import Box from '@mui/material/Box';
import type { CheckInfo } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { groupCatalogue } from '../../logic/catalogue';
import { ActionButton } from '../ActionButton';
import { CategorySection } from '../CategorySection';
import { Notice } from '../Notice';
import { Panel } from '../Panel';
import { CatalogueRow } from './CatalogueRow';
import type { CatalogueFilterState } from './useCatalogueFilter';

export interface CatalogueGroupsProps {
  checks: CheckInfo[];
  filter: CatalogueFilterState;
}

/** The checks by category, each category with how many of its checks fail somewhere. */
export function CatalogueGroups(props: CatalogueGroupsProps) {
  const { checks, filter } = props;
  const t = useText();
  const groups = groupCatalogue(checks, filter);
  if (checks.length === 0) return <Notice title={t('catalogue.none')} />;
  if (groups.length === 0) {
    return (
      <Notice
        title={t('catalogue.noMatch')}
        action={
          <ActionButton onClick={filter.clear}>
            {t('filter.clear')}
          </ActionButton>
        }
      />
    );
  }
  return (
    <Panel flush>
      {groups.map(({ category, checks: listed, failing }, index) => (
        <CategorySection
          key={category}
          category={category}
          isFirst={index === 0}
          counts={
            <>
              {t('catalogue.count', { count: listed.length })}
              {failing > 0 &&
                `, ${t('catalogue.groupFailing', { count: failing })}`}
            </>
          }
        >
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {listed.map(check => (
              <CatalogueRow
                key={check.id}
                check={check}
                profile={filter.profile}
              />
            ))}
          </Box>
        </CategorySection>
      ))}
    </Panel>
  );
}
