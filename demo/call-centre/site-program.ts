/** Another client of the CTI Server, as the switchboard shows it. */
export interface SiteProgram {
  id: string;
  name: string;
  /** Of the guide's ten application services. */
  service: string;
  isRunning: boolean;
  /** What it has done so far, where it tells. */
  note?: string | undefined;
}
