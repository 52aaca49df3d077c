/** Where a side of a CTI Server is. */
export interface CiscoAddress {
  host: string;
  /** Where the site has not chosen others: 42027 for side A and 43027 for side B, with TLS 42030 and 43030. */
  port: number;
  /** With TLS: the name in this side's certificate, where it is another than `host`. */
  servername?: string | undefined;
}
