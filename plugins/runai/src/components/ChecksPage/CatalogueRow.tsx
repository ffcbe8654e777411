import { useRouteRef } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import type { CheckInfo } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { dependence, severityBy } from '../../logic/catalogue';
import { plainText } from '../../logic/codeParts';
import { requirementTags } from '../../logic/requirementTags';
import { checkRouteRef } from '../../routes';
import { StateLabel } from '../StateLabel';
import { Tag } from '../Tag';
import { TextLink } from '../TextLink';
import { TextWithCode } from '../TextWithCode';
import { TruncatedText } from '../TruncatedText';

export interface CatalogueRowProps {
  check: CheckInfo;
  /** By which severity is told; empty for the portal's own. */
  profile: string;
}

/** One check of the catalogue: what it asks, who asks for it, how much it weighs, and where it fails. */
export function CatalogueRow(props: CatalogueRowProps) {
  const { check, profile } = props;
  const t = useText();
  const path = useRouteRef(checkRouteRef)({ checkId: check.id });
  const depends = dependence(check, profile);
  const small = { fontSize: 12, color: 'text.secondary' };
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        columnGap: 2,
        rowGap: 0.5,
        pl: 4,
        pr: 2,
        py: 1,
        borderTop: 1,
        borderColor: 'divider',
        alignItems: 'start',
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr) auto auto',
          md: 'minmax(0, 1fr) 116px 150px 148px',
        },
        '& > :first-of-type': { gridColumn: { xs: '1 / -1', md: 'auto' } },
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ fontSize: 14 }}>
          <TextLink quiet to={path}>
            {check.title}
          </TextLink>
          {check.own && (
            <Box component="span" sx={{ ml: 1 }}>
              <Tag strong>{t('catalogue.ofCompany')}</Tag>
            </Box>
          )}
        </Box>
        <Box sx={{ ...small, mt: 0.25 }}>
          <TruncatedText lines={1} title={plainText(check.description)}>
            <TextWithCode text={check.description} />
          </TruncatedText>
        </Box>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, pt: 0.25 }}>
        {requirementTags(check.requirements).map(requirement => (
          <Tag key={requirement} title={check.requirements.join(', ')}>
            {requirement}
          </Tag>
        ))}
      </Box>
      <Box sx={{ ...small, pt: 0.25 }}>
        {t(`severity.${severityBy(check, profile)}`)}
        {depends &&
          `, ${t(
            depends === 'mode' ? 'catalogue.byMode' : 'catalogue.byEnvironment',
          )}`}
      </Box>
      <Box sx={{ ...small, pt: 0.25 }}>
        <FailsOn failing={check.failing} />
      </Box>
    </Box>
  );
}

/** On how many clusters it fails; that it was judged on none is no zero. */
function FailsOn(props: { failing?: number }) {
  const { failing } = props;
  const t = useText();
  if (failing === undefined) return <>{t('catalogue.notJudged')}</>;
  if (failing === 0) return <>{t('catalogue.failsNowhere')}</>;
  return (
    <StateLabel of="check" state="fail" size={14}>
      {t('catalogue.failsOn', { count: failing })}
    </StateLabel>
  );
}
