/** Every message whose body is public, by its name in the guide. */
import { agentStateLayouts } from './agent-state.ts';
import { callControlLayouts } from './call-control.ts';
import { callDataLayouts } from './call-data.ts';
import { callEventsLayouts } from './call-events.ts';
import { configLayouts } from './config.ts';
import { monitorLayouts } from './monitor.ts';
import { serverServiceLayouts } from './server-service.ts';
import { sessionLayouts } from './session.ts';
import { statisticsLayouts } from './statistics.ts';
import { supervisorLayouts } from './supervisor.ts';

export const layouts = {
  ...sessionLayouts,
  ...callEventsLayouts,
  ...callDataLayouts,
  ...agentStateLayouts,
  ...callControlLayouts,
  ...monitorLayouts,
  ...supervisorLayouts,
  ...serverServiceLayouts,
  ...statisticsLayouts,
  ...configLayouts,
};
export type Layouts = typeof layouts;
