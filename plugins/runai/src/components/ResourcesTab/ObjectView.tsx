import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router-dom';
import { useObject } from '../../hooks/useResources';
import { useResourceUrl, type ResourceView } from '../../hooks/useResourceUrl';
import { useText } from '../../hooks/useText';
import { permissionText } from '../../logic/permissionText';
import { kindId, type KubeKind, type ObjectName } from '../../kube/types';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { Panel } from '../Panel';
import { TextLink } from '../TextLink';
import { KubeProblem } from './KubeProblem';
import { ObjectEvents } from './ObjectEvents';
import { ObjectYaml } from './ObjectYaml';
import { PodLog } from './PodLog';
import { ReadAgain } from './ReadAgain';

export interface ObjectViewProps {
  cluster: string;
  kind: KubeKind;
  name: ObjectName;
  /** Absent where the cluster's events may not be read. */
  events?: KubeKind;
}

/** One object: as YAML, its events, and of a pod what its containers write. */
export function ObjectView(props: ObjectViewProps) {
  const { cluster, kind, name, events } = props;
  const t = useText();
  const url = useResourceUrl();
  const object = useObject(cluster, kind, name);
  const isPod = kindId(kind) === 'pods';
  const views: ResourceView[] = [
    'yaml',
    ...(events ? (['events'] as const) : []),
    ...(isPod ? (['log'] as const) : []),
  ];
  const view = views.includes(url.view) ? url.view : 'yaml';
  return (
    <Panel flush>
      <Box component="section" aria-label={name.name}>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'baseline',
            columnGap: 1.5,
            rowGap: 0.5,
            px: 2,
            pt: 1.5,
          }}
        >
          <Box sx={{ width: '100%', fontSize: 12, color: 'text.secondary' }}>
            <TextLink to={url.linkTo({ object: undefined }).search}>
              {t('resources.back', { what: kind.resource })}
            </TextLink>
            {name.namespace && ` / ${name.namespace}`}
          </Box>
          <Typography
            component="h2"
            sx={{
              fontSize: 16,
              fontWeight: 'fontWeightBold',
              overflowWrap: 'anywhere',
            }}
          >
            {name.name}
          </Typography>
          <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{kind.kind}</Box>
          {view === 'yaml' && (
            <Box sx={{ ml: 'auto' }}>
              <ReadAgain
                readAt={object.dataUpdatedAt}
                isReading={object.isFetching}
                onRead={() => object.refetch()}
              />
            </Box>
          )}
        </Box>
        <Box
          component="nav"
          aria-label={t('resources.views')}
          sx={{
            display: 'flex',
            gap: 2.5,
            px: 2,
            mt: 0.5,
            borderBottom: 1,
            borderColor: 'divider',
          }}
        >
          {views.map(one => (
            <Box
              key={one}
              component={Link}
              to={url.linkTo({ view: one === 'yaml' ? undefined : one })}
              aria-current={one === view ? 'page' : undefined}
              sx={{
                py: 1,
                fontSize: 13,
                textDecoration: 'none',
                color: one === view ? 'text.primary' : 'text.secondary',
                fontWeight:
                  one === view ? 'fontWeightBold' : 'fontWeightRegular',
                boxShadow: theme =>
                  one === view
                    ? `inset 0 -2px ${theme.palette.primary.main}`
                    : 'none',
                '&:hover': { color: 'text.primary' },
              }}
            >
              {t(`resources.view.${one}`)}
            </Box>
          ))}
        </Box>
        <Box sx={{ p: 2 }}>
          {object.error && view !== 'events' && (
            <KubeProblem
              error={object.error}
              needs={permissionText({ verb: 'get', ...kind })}
              onRetry={() => object.refetch()}
            />
          )}
          {object.isPending && view !== 'events' && !object.error && (
            <LoadingSkeleton
              shape="rows"
              label={t('resources.loading', { what: name.name })}
            />
          )}
          {object.data && view === 'yaml' && (
            <ObjectYaml object={object.data} />
          )}
          {object.data && view === 'log' && (
            <PodLog cluster={cluster} pod={object.data} name={name} />
          )}
          {events && view === 'events' && (
            <ObjectEvents
              cluster={cluster}
              events={events}
              kind={kind}
              name={name}
            />
          )}
        </Box>
      </Box>
    </Panel>
  );
}
