import Box from '@mui/material/Box';
import type { CheckInfo } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { groupCatalogue } from '../../logic/catalogue';
import { ActionButton } from '../ActionButton';
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
        <section key={category} aria-label={t(`category.${category}`)}>
          <Box
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'center',
              columnGap: 1.25,
              px: 2,
              py: 1.25,
              borderTop: index === 0 ? 0 : 1,
              borderColor: 'divider',
            }}
          >
            <Box
              component="h2"
              sx={{ m: 0, fontSize: 14, fontWeight: 'fontWeightBold' }}
            >
              {t(`category.${category}`)}
            </Box>
            <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
              {t('catalogue.count', { count: listed.length })}
              {failing > 0 &&
                `, ${t('catalogue.groupFailing', { count: failing })}`}
            </Box>
          </Box>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {listed.map(check => (
              <CatalogueRow
                key={check.id}
                check={check}
                profile={filter.profile}
              />
            ))}
          </Box>
        </section>
      ))}
    </Panel>
  );
}
