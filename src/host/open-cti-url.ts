/**
 * Adds to the address of a softphone what a page written for Salesforce Open CTI looks for: the mode, and the origin of the
 * CRM under both spellings that are in use.
 */
export const openCtiUrl = (src: string): string => {
  const url = new URL(src, document.baseURI);
  const added = new URLSearchParams({ mode: 'Lightning', sfdcIframeOrigin: location.origin, sfdcIFrameOrigin: location.origin });
  // Added as text: what the vendor wrote may be signed.
  url.search = url.search ? `${url.search}&${added}` : `?${added}`;
  return url.href;
};
