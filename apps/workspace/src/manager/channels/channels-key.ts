/** The settings' list of channels in the query cache. */
export const channelsKey = ['settings', 'channels'] as const;
