import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { z } from 'zod';
import { FleetCard } from '../components/FleetWidget/FleetCard';
import { FLEET_WIDGET } from '../components/FleetWidget/fleetWidgetCard';
import { textAtStart } from './textAtStart';

/** The fleet on the portal's home page; a title that is configured stands in every language. */
export const fleetWidget = HomePageWidgetBlueprint.makeWithOverrides({
  name: 'fleet',
  configSchema: { title: z.string().min(1).optional() },
  factory: (originalFactory, { apis, config: { title } }) =>
    originalFactory({
      ...FLEET_WIDGET,
      title: title ?? textAtStart(apis, 'fleet.title'),
      description: textAtStart(apis, 'widget.description'),
      ...(!title && { componentProps: { Renderer: FleetCard } }),
    }),
});
