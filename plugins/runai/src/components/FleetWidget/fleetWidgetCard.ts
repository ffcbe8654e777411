/** How the card of a home page is made in both frontend systems, which take no translated titles. */
export const FLEET_WIDGET = {
  name: 'RunaiFleet',
  title: 'GPU clusters',
  description: 'How the GPU clusters are, and which one needs somebody',
  layout: {
    width: { minColumns: 4, defaultColumns: 8 },
    height: { minRows: 3, defaultRows: 4 },
  },
  components: async () => {
    const { FleetWidget } = await import('./FleetWidget');
    return { Content: FleetWidget };
  },
};
