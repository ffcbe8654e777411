import { useRouteRef } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import type {
  CheckInfo,
  CheckSummary,
} from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { checkRouteRef } from '../../routes';
import { TextLink } from '../TextLink';
import { TextWithCode } from '../TextWithCode';

export interface WhyAskedProps {
  summary: CheckSummary;
  /** Absent until the catalogue was read. */
  info?: CheckInfo;
  /** By which the cluster is judged. */
  profile: string;
}

/** Which statement asks for a check, how much the profile makes of it and by what source, and where all of it is told. */
export function WhyAsked(props: WhyAskedProps) {
  const { summary, info, profile } = props;
  const t = useText();
  const path = useRouteRef(checkRouteRef)({ checkId: summary.checkId });
  const weight = info?.profiles.find(({ id }) => id === profile);
  const severity = t(`severity.${summary.severity}`);
  const weighed = weight?.source
    ? t('check.weighedBySource', { severity, profile, source: weight.source })
    : t('check.weighedItself', { severity, profile });
  const statements = info?.statements ?? [];
  return (
    <>
      {info && <TextWithCode text={info.description} />}
      {statements.map(({ id, text }) => (
        <div key={id}>
          <Box component="span" sx={{ fontWeight: 'fontWeightBold' }}>
            {id}
          </Box>{' '}
          <TextWithCode text={text} />
        </div>
      ))}
      {info && statements.length === 0 && (
        <div>{t(info.own ? 'check.ofCompany' : 'check.ofOurOwn')}</div>
      )}
      <Box sx={{ color: 'text.secondary' }}>
        {info ? weighed : t('check.weighedBy', { severity, profile })}
        {weight?.note && (
          <>
            {' · '}
            <TextWithCode text={weight.note} />
          </>
        )}
        {' · '}
        <TextLink to={path}>{t('check.allAbout')}</TextLink>
      </Box>
    </>
  );
}
