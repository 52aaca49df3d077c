/** The flat map a softphone reads. */
import type { CallCenterSettings } from '../../protocol/call-center.ts';
import type { Section } from './definition.ts';
import { GENERAL_INFO } from './known-names.ts';

/** The two names have no `/label` and `/sortOrder` of their own: their labels, and the one name people see, stand at the top. */
const topPaths: ReadonlyMap<string, string> = new Map([
  ['reqInternalName', '/internalNameLabel'],
  ['reqDisplayName', '/displayNameLabel'],
]);

export const toSettings = (sections: readonly Section[]): CallCenterSettings => {
  const settings: CallCenterSettings = {};
  const put = (path: string, { label, sortOrder = 0 }: { label: string | undefined; sortOrder: number | undefined }): void => {
    if (label !== undefined) settings[`${path}/label`] = label;
    // As Open CTI writes whole numbers here.
    settings[`${path}/sortOrder`] = sortOrder.toFixed(1);
  };

  for (const section of sections) {
    const path = `/${section.name}`;
    put(path, section);
    for (const item of section.items) {
      settings[`${path}/${item.name}`] = item.value;
      const top = section.name === GENERAL_INFO ? topPaths.get(item.name) : undefined;
      if (top === undefined) put(`${path}/${item.name}`, item);
      else if (item.label !== undefined) settings[top] = item.label;
      if (top === '/displayNameLabel') settings['/label'] = item.value;
    }
  }
  return settings;
};
