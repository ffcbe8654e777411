import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { FLEET_WIDGET } from '../components/FleetWidget/fleetWidgetCard';

/** The fleet on the portal's home page. */
export const fleetWidget = HomePageWidgetBlueprint.make({
  name: 'fleet',
  params: FLEET_WIDGET,
});
