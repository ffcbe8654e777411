import { useRouteRef } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import { useParams } from 'react-router-dom';
import { useCheck } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { requirementTags } from '../../logic/requirementTags';
import { checksRouteRef } from '../../routes';
import { LoadError } from '../LoadError';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { PageFrame } from '../PageFrame';
import { Tag } from '../Tag';
import { ClustersPanel } from './ClustersPanel';
import { OutcomesPanel } from './OutcomesPanel';
import { ReadsPanel } from './ReadsPanel';
import { VerifyPanel } from './VerifyPanel';
import { WeightsPanel } from './WeightsPanel';
import { WhatPanel } from './WhatPanel';

/** All about one check, and where it does not pass now. */
export function CheckPage() {
  const { checkId = '' } = useParams();
  const t = useText();
  const checksPath = useRouteRef(checksRouteRef)();
  const check = useCheck(checkId);
  const info = check.data;
  return (
    <PageFrame
      title={info?.title ?? checkId}
      parent={{ label: t('fleet.tab.checks'), to: checksPath }}
      tags={
        info && (
          <>
            <Tag>{t(`category.${info.category}`)}</Tag>
            <Tag>{t(`severity.${info.severity}`)}</Tag>
            {requirementTags(info.requirements).map(requirement => (
              <Tag key={requirement} title={info.requirements.join(', ')}>
                {requirement}
              </Tag>
            ))}
            {info.own && <Tag strong>{t('catalogue.ofCompany')}</Tag>}
          </>
        )
      }
    >
      {check.error && (
        <LoadError
          error={check.error}
          notFound={t('checkPage.notFound')}
          onRetry={() => check.refetch()}
          shownFrom={info && check.dataUpdatedAt}
          back={{ to: checksPath, label: t('checkPage.toChecks') }}
        />
      )}
      {check.isPending && (
        <LoadingSkeleton shape="rows" label={t('checkPage.loading')} />
      )}
      {info && (
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            alignItems: 'start',
            gridTemplateColumns: {
              xs: 'minmax(0, 1fr)',
              lg: 'minmax(0, 1fr) 340px',
            },
            '& > div': {
              display: 'grid',
              gap: 2,
              gridTemplateColumns: 'minmax(0, 1fr)',
            },
          }}
        >
          <div>
            <WhatPanel check={info} />
            <VerifyPanel verify={info.verify} />
            <OutcomesPanel check={info} />
          </div>
          <div>
            <ClustersPanel check={info} />
            <WeightsPanel weights={info.profiles} />
            <ReadsPanel check={info} />
          </div>
        </Box>
      )}
    </PageFrame>
  );
}
