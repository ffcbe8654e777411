import Box from '@mui/material/Box';
import {
  isShellWord,
  type ClusterDetail,
} from '@runai-portal/backstage-plugin-runai-common';
import type { ReactNode } from 'react';
import { useStateLabel } from '../../hooks/useStateLabel';
import { useText } from '../../hooks/useText';
import type { Finding } from '../../logic/findings';
import { splitMessage } from '../../logic/headline';
import { isPast } from '../../logic/isPast';
import { requirementTags } from '../../logic/requirementTags';
import type { StateVocabulary } from '../../logic/states';
import { waitingSubjects } from '../../logic/subjectCounts';
import { useClusterPath } from '../../hooks/useClusterPath';
import { staleText } from '../../theme';
import { plainText } from '../../logic/codeParts';
import { RelativeTime } from '../RelativeTime';
import { CopyBlock } from '../CopyBlock';
import { TextWithCode } from '../TextWithCode';
import { Remediation } from '../Remediation';
import { StateIcon } from '../StateIcon';
import { Tag } from '../Tag';
import { TextLink } from '../TextLink';

export interface FindingRowProps {
  finding: Finding;
  cluster: ClusterDetail;
}

/** One root cause. */
export function FindingRow(props: FindingRowProps) {
  const { finding, cluster } = props;
  const t = useText();
  switch (finding.kind) {
    case 'connection':
      return (
        <Row
          of="connection"
          state={cluster.connection.state}
          title={
            cluster.connection.message ??
            t(`state.connection.${cluster.connection.state}`)
          }
          since={cluster.connection.since}
        >
          {cluster.connection.state === 'misconfigured' && (
            <div>
              {t('wrong.misconfigured', {
                source: cluster.source,
                name: cluster.sourceName,
              })}
            </div>
          )}
          {cluster.observedAt && (
            <Box sx={{ fontSize: 12, mt: 0.75 }}>{t('wrong.connection')}</Box>
          )}
        </Row>
      );
    case 'services':
      return (
        <Row
          of="health"
          state="degraded"
          title={t('wrong.services', { count: finding.services.length })}
        >
          {finding.services.map(
            ({ kind, namespace, name, ready, desired, message }) => (
              <div key={`${kind}/${namespace}/${name}`}>
                {kind} {namespace}/{name}:{' '}
                {t('wrong.serviceReady', {
                  ready: `${ready}`,
                  desired: `${desired}`,
                })}
                {message && ` · ${message}`}
                {[namespace, kind, name].every(isShellWord) && (
                  <CopyBlock
                    text={`kubectl -n ${namespace} describe ${kind.toLowerCase()} ${name}`}
                  />
                )}
              </div>
            ),
          )}
        </Row>
      );
    case 'health':
      return (
        <Row
          of="health"
          state={cluster.health.state}
          title={cluster.health.message ?? t('wrong.health')}
          since={cluster.health.since}
        >
          {cluster.health.reason}
        </Row>
      );
    default:
      return <CheckFinding finding={finding} cluster={cluster} />;
  }
}

function CheckFinding(props: {
  finding: Extract<Finding, { kind: 'check' }>;
  cluster: ClusterDetail;
}) {
  const { finding, cluster } = props;
  const { summary, blocks } = finding;
  const t = useText();
  const path = useClusterPath(cluster.name);
  const [worst] = summary.worst;
  const others =
    summary.counts.fail + summary.counts.warn + summary.counts.unknown - 1;
  const consequences = blocks.map(blocked => {
    const { names, more } = waitingSubjects(blocked);
    const rest =
      more > 0 ? ` ${t('check.andMore', { number: `${more}` })}` : '';
    return names.length > 0
      ? `${blocked.title}: ${names.join(', ')}${rest}`
      : blocked.title;
  });
  const statusWord =
    summary.status === 'fail' && summary.severity === 'recommended'
      ? t('check.notMet')
      : undefined;
  return (
    <Row
      of="check"
      state={summary.status}
      title={summary.message}
      since={summary.changedAt}
      stale={isPast(cluster, summary)}
      tags={
        <>
          <Tag>{statusWord ?? t(`severity.${summary.severity}`)}</Tag>
          {requirementTags(summary.requirements).map(id => (
            <Tag key={id} title={t('check.requirement', { id })}>
              {id}
            </Tag>
          ))}
        </>
      }
    >
      <Box sx={{ fontSize: 12, mt: 0.5 }}>
        <TextLink
          to={`${path}/prerequisites?check=${encodeURIComponent(
            summary.checkId,
          )}`}
        >
          {summary.title}
        </TextLink>
        {worst?.expected &&
          ` · ${t('check.askedFor', { expected: worst.expected })}`}
        {worst?.actual && ` · ${t('check.seenAs', { actual: worst.actual })}`}
        {others > 0 && ` · ${t('wrong.moreSubjects', { count: others })}`}
      </Box>
      {consequences.length > 0 && (
        <Box sx={{ fontSize: 12, mt: 0.75 }}>
          {t('wrong.becauseOfIt')} {consequences.join(' · ')}
        </Box>
      )}
      {worst?.remediation && (
        <Box sx={{ mt: 1 }}>
          <Remediation remediation={worst.remediation} firstCommandOnly />
        </Box>
      )}
    </Row>
  );
}

interface RowProps {
  of: StateVocabulary;
  state: string;
  /** Its first sentence is the headline, the others stand beneath. */
  title: string;
  since?: string;
  /** It was so when the cluster was last seen. */
  stale?: boolean;
  tags?: ReactNode;
  children?: ReactNode;
}

function Row(props: RowProps) {
  const { of, state, since, stale, tags, children } = props;
  const { headline: title, details } = splitMessage(props.title);
  const name = plainText(title);
  const word = useStateLabel();
  return (
    <Box
      component="article"
      aria-label={name}
      sx={{
        display: 'grid',
        gridTemplateColumns: '20px minmax(0, 1fr) auto',
        columnGap: 1.25,
        rowGap: 0.25,
        px: 2,
        py: 1.75,
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      <Box
        sx={{ pt: 0.25 }}
        role="img"
        aria-label={word(of, state)}
        title={word(of, state)}
      >
        <StateIcon of={of} state={state} stale={stale} />
      </Box>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          columnGap: 1,
          rowGap: 0.5,
          minWidth: 0,
        }}
      >
        <Box
          component="h3"
          sx={{
            m: 0,
            fontSize: 14,
            fontWeight: 'fontWeightBold',
            overflowWrap: 'anywhere',
            ...(stale ? staleText : {}),
          }}
        >
          <TextWithCode text={title} />
        </Box>
        {tags}
      </Box>
      <Box sx={{ fontSize: 12, lineHeight: '20px', color: 'text.secondary' }}>
        {since && <RelativeTime at={since} as="for" />}
      </Box>
      <Box
        sx={{
          gridColumn: '2 / -1',
          minWidth: 0,
          color: 'text.secondary',
          overflowWrap: 'anywhere',
        }}
      >
        {details && (
          <div>
            <TextWithCode text={details} />
          </div>
        )}
        {children}
      </Box>
    </Box>
  );
}
