export { type DialPlanDefinition, dialPlanConfigSchema } from './config.ts';
export { withDialPlan } from './with-dial-plan.ts';
