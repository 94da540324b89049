/** The settings' list of agents in the query cache. */
export const agentsKey = ['settings', 'agents'] as const;
