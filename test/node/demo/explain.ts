import type { Database } from '../../../demo/crm/database/database.ts';

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Shared Hit Blocks'?: number;
  'Shared Read Blocks'?: number;
  Plans?: PlanNode[];
}

export interface QueryPlan {
  /** `Seq Scan on numbers`, `Index Scan using numbers_e164`, … */
  scans: string[];
  /** Pages of 8 KiB that were looked at. */
  pages: number;
}

const nodes = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

/** Runs a query and says how the database found its rows. */
export const explain = async (database: Database, sql: string, params: readonly unknown[]): Promise<QueryPlan> => {
  const [row] = await database.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`explain (analyze, buffers, format json) ${sql}`, params);
  const plan = row!['QUERY PLAN'][0].Plan;
  const scans = nodes(plan).filter((node) => node['Node Type'].endsWith('Scan') && node['Node Type'] !== 'Subquery Scan');
  return {
    scans: scans.map((node) => (node['Index Name'] ? `index ${node['Index Name']}` : `${node['Node Type']} on ${node['Relation Name']}`)),
    pages: (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0),
  };
};
