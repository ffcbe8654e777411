import { widget } from '../../messages/entity';
import { fleet } from '../../messages/fleet';

/** How the card of a home page is made in both frontend systems; its texts are plain ones. */
export const FLEET_WIDGET = {
  name: 'RunaiFleet',
  title: fleet.title,
  description: widget.description,
  layout: {
    width: { minColumns: 4, defaultColumns: 8 },
    height: { minRows: 3, defaultRows: 5 },
  },
  components: async () => {
    const { FleetWidget } = await import('./FleetWidget');
    return { Content: FleetWidget };
  },
};
