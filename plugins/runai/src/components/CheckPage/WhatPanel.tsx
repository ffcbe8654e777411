import { useRouteRef } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type { CheckInfo } from '@runai-portal/backstage-plugin-runai-common';
import { useCatalogue } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { checkRouteRef } from '../../routes';
import { MONOSPACE } from '../../theme';
import { FactList } from '../FactList';
import { Panel } from '../Panel';
import { SentenceTemplate } from '../SentenceTemplate';
import { TextLink } from '../TextLink';
import { TextWithCode } from '../TextWithCode';

export interface WhatPanelProps {
  check: CheckInfo;
}

/** What a check asks, who asks for it, and what it waits for. */
export function WhatPanel(props: WhatPanelProps) {
  const { check } = props;
  const t = useText();
  const facts = [
    check.expected && {
      key: 'expects',
      title: t('checkPage.expects'),
      value: <SentenceTemplate whole template={check.expected} />,
    },
    {
      key: 'asks',
      title: t('checkPage.asks'),
      value: <WhoAsks check={check} />,
    },
    {
      key: 'scope',
      title: t('checkPage.looksAt'),
      value: t(`checkPage.scope.${check.scope}`),
    },
    check.dependsOn.length > 0 && {
      key: 'waits',
      title: t('checkPage.waits'),
      value: <DependsOn ids={check.dependsOn} />,
    },
    check.active && {
      key: 'active',
      title: t('checkPage.active'),
      value: t('checkPage.activeText'),
    },
    check.attestable && {
      key: 'attestable',
      title: t('checkPage.attestable'),
      value: t('checkPage.attestableText'),
    },
    {
      key: 'id',
      title: t('checkPage.id'),
      value: (
        <Box component="code" sx={{ fontFamily: MONOSPACE, fontSize: 12.5 }}>
          {check.id}
        </Box>
      ),
    },
  ].filter(fact => typeof fact === 'object');
  return (
    <Panel title={t('checkPage.what')}>
      <Box sx={{ mb: 1.5, maxWidth: '76ch' }}>
        <TextWithCode text={check.description} />
      </Box>
      <FactList facts={facts} titleWidth={104} />
    </Panel>
  );
}

/** The statements of the vendor's documents, or who else thought of it. */
function WhoAsks(props: WhatPanelProps) {
  const { own, statements } = props.check;
  const t = useText();
  if (statements.length === 0) {
    return <>{t(own ? 'checkPage.asksCompany' : 'checkPage.asksNobody')}</>;
  }
  return (
    <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
      {statements.map(({ id, text }) => (
        <li key={id}>
          <Box component="span" sx={{ fontWeight: 'fontWeightBold' }}>
            {id}
          </Box>{' '}
          <TextWithCode text={text} />
        </li>
      ))}
    </Box>
  );
}

function DependsOn(props: { ids: string[] }) {
  const { ids } = props;
  const t = useText();
  const checkPath = useRouteRef(checkRouteRef);
  const { data, isPending } = useCatalogue();
  const titles = new Map(data?.map(({ id, title }) => [id, title]));
  return (
    <>
      {t('checkPage.waitsText')}
      {ids.map(id => (
        <div key={id}>
          {isPending ? (
            <Skeleton width="24ch" />
          ) : (
            <TextLink quiet to={checkPath({ checkId: id })}>
              {titles.get(id) ?? id}
            </TextLink>
          )}
        </div>
      ))}
    </>
  );
}
