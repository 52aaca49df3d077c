/**
 * Every method of Open CTI that asks the CRM for something: the typed call it stands for, how Lightning and Classic pages
 * make that call and read its answer, and what it is to the CRM. Data only, so that tests in Node and in browsers share it.
 */
import type { OpenCtiRow } from './open-cti-row.ts';
import { otherRows } from './rows/other-rows.ts';
import { panelRows } from './rows/panel-rows.ts';
import { popRows } from './rows/pop-rows.ts';
import { recordRows } from './rows/record-rows.ts';
import { searchRows } from './rows/search-rows.ts';
import { viewRows } from './rows/view-rows.ts';

export const openCtiTable: readonly OpenCtiRow[] = [...popRows, ...searchRows, ...viewRows, ...recordRows, ...panelRows, ...otherRows];
