/** A page of Classic's directory may be ten times as long as one that crosses: it is joined from several. */
import type { DirectoryNumber, DirectoryPage, DirectoryQuery } from '../protocol/directory.ts';
import { MAX_DIRECTORY_PAGE_SIZE } from '../protocol/limits.ts';
import type { CrmConnection } from '../softphone/index.ts';

export const readDirectory = async (
  crm: Pick<CrmConnection, 'getDirectoryNumbers'>,
  query: Omit<DirectoryQuery, 'page' | 'pageSize'>,
  page: number,
  size: number,
): Promise<DirectoryPage> => {
  const pageSize = Math.min(size, MAX_DIRECTORY_PAGE_SIZE);
  const skipped = (page * size) % pageSize;
  const first = (page * size - skipped) / pageSize;
  const end = first + Math.ceil((skipped + size) / pageSize);
  const found: DirectoryNumber[] = [];
  let hasNext = true;
  for (let next = first; hasNext && next < end; next += 1) {
    const answer = await crm.getDirectoryNumbers({ ...query, page: next, pageSize });
    found.push(...answer.directoryNumbers);
    hasNext = answer.hasNext;
  }
  return { directoryNumbers: found.slice(skipped, skipped + size), hasNext: hasNext || found.length > skipped + size };
};
