import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Tooltip from '@mui/material/Tooltip';
import { useText } from '../../hooks/useText';
import {
  countGpus,
  GPU_STATES,
  sumSplits,
  type GpuPool,
  type GpuState,
  type NodeGpuMap,
} from '../../logic/gpus';
import { gpuFill } from '../../theme';
import { GpuBar } from '../GpuBar';
import { StateIcon } from '../StateIcon';
import { TextLink } from '../TextLink';

/** GPUs beyond which a node is one bar. */
export const BARS_FROM = 500;

export interface GpuMapProps {
  pools: GpuPool[];
  /** Where the nodes' details are. */
  clusterPath: string;
  /** The states that stand out; all where empty. */
  selected: readonly GpuState[];
  onToggle(state: GpuState): void;
}

/** Every GPU a small square, by pool and node: how full, and where broken. */
export function GpuMap(props: GpuMapProps) {
  const { pools, clusterPath, selected, onToggle } = props;
  const t = useText();
  const asBars = countGpus(pools) > BARS_FROM;
  const sums = sumSplits(
    pools.flatMap(pool => pool.nodes.map(node => node.split)),
  );
  const isDim = (state: GpuState) =>
    selected.length > 0 && !selected.includes(state);
  return (
    <Box sx={{ display: 'grid', gap: 1.75 }}>
      <Box
        role="group"
        aria-label={t('gpu.legend')}
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, ml: -0.75 }}
      >
        {GPU_STATES.filter(state => sums[state] > 0).map(state => (
          <ButtonBase
            key={state}
            aria-pressed={selected.includes(state)}
            onClick={() => onToggle(state)}
            sx={{
              display: 'inline-flex',
              gap: 0.75,
              px: 0.75,
              py: 0.25,
              borderRadius: 1,
              fontSize: 12,
              fontFamily: 'inherit',
              color: 'text.secondary',
              '&[aria-pressed=true]': {
                color: 'text.primary',
                bgcolor: 'action.selected',
              },
              '&.Mui-focusVisible': {
                outline: theme => `2px solid ${theme.palette.primary.main}`,
              },
            }}
          >
            <Box
              sx={[
                { width: 11, height: 14, borderRadius: 0.5 },
                theme => gpuFill(theme, state),
              ]}
            />
            {t(`gpu.state.${state}`)} <span>{sums[state]}</span>
          </ButtonBase>
        ))}
      </Box>
      {pools.map(pool => (
        <div key={pool.key}>
          <Box sx={{ fontSize: 12, color: 'text.secondary', mb: 1 }}>
            {pool.pool && (
              <>
                {t('gpu.pool')}{' '}
                <Box
                  component="span"
                  sx={{ fontWeight: 'fontWeightBold', color: 'text.primary' }}
                >
                  {pool.pool}
                </Box>
                {' · '}
              </>
            )}
            {pool.product ?? t('gpu.productNotKnown')}
          </Box>
          <Box
            component="ul"
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              gap: '12px 16px',
              listStyle: 'none',
              m: 0,
              p: 0,
            }}
          >
            {pool.nodes.map(node => (
              <NodeGpus
                key={node.node.name}
                node={node}
                to={`${clusterPath}/nodes?${nodeQuery(node.node.name)}`}
                asBar={asBars}
                isDim={isDim}
              />
            ))}
          </Box>
        </div>
      ))}
    </Box>
  );
}

/** The node alone, opened. */
function nodeQuery(name: string): URLSearchParams {
  return new URLSearchParams({ q: name, node: name });
}

interface NodeGpusProps {
  node: NodeGpuMap;
  /** The page that tells more of the node. */
  to: string;
  asBar: boolean;
  isDim(state: GpuState): boolean;
}

function NodeGpus(props: NodeGpusProps) {
  const { node, to, asBar, isDim } = props;
  const t = useText();
  const { name, gpus } = node.node;
  const numbers = GPU_STATES.filter(state => node.split[state] > 0)
    .map(state =>
      t(`gpu.count.${state}`, { number: node.split[state].toString() }),
    )
    .join(', ');
  const isBroken = node.split.notOffered > 0;
  const total = Object.values(node.split).reduce(
    (sum, count) => sum + count,
    0,
  );
  return (
    <Tooltip title={`${name}: ${numbers}`} disableInteractive describeChild>
      <Box component="li" sx={{ minWidth: 104, maxWidth: 190 }}>
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 0.5,
            mb: 0.5,
            fontSize: 12,
            color: 'text.secondary',
          }}
        >
          {isBroken && <StateIcon of="check" state="fail" size={13} />}
          <Box
            component="span"
            sx={{
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
            }}
          >
            <TextLink quiet to={to} sx={{ color: 'inherit' }}>
              {name}
            </TextLink>
          </Box>
        </Box>
        {asBar ? (
          <GpuBar
            gpus={{
              total,
              allocatable: total - node.split.notOffered,
              allocated: gpus?.allocated,
            }}
            height={12}
          />
        ) : (
          <Box
            role="img"
            aria-label={numbers}
            sx={{
              display: 'grid',
              gridTemplateColumns: 'repeat(8, 11px)',
              gap: '2px',
            }}
          >
            {node.cells.map((cell, index) => (
              <Box key={index} sx={{ height: 16, display: 'grid', gap: '1px' }}>
                {cell.slices.map((state, slice) => (
                  <Box
                    key={slice}
                    sx={[
                      {
                        borderRadius: cell.slices.length > 1 ? '1px' : '2px',
                        opacity: isDim(state) ? 0.15 : 1,
                      },
                      theme => gpuFill(theme, state),
                    ]}
                  />
                ))}
              </Box>
            ))}
          </Box>
        )}
      </Box>
    </Tooltip>
  );
}
