export const pluginId = 'runai';
