/** Who is in a conference, and the way out for each. */
import { css, html, type TemplateResult } from 'lit';
import type { Party } from '../protocol/call.ts';
import type { DesktopCall } from '../softphone/desktop.ts';
import { button } from './button.ts';
import type { StringKey, StringValues } from './control-strings.ts';
import { icon } from './icons.ts';

interface PartyListOptions {
  words(key: StringKey, values?: StringValues): string;
  nameOf(party: Party, index: number): string;
  /** The number, where it is not already the name. */
  numberOf(party: Party, index: number): string;
  runs(number: string): boolean;
  drop(number: string): void;
}

export const partyList = ({ parties = [], actions }: DesktopCall, { words, nameOf, numberOf, runs, drop }: PartyListOptions): TemplateResult => {
  const line = (party: Party, index: number) => {
    const name = nameOf(party, index);
    const number = numberOf(party, index);
    // A party that is withheld has nothing it could be named by.
    const droppable = actions.includes('dropParty') && party.number !== '';
    return html`<li class="party">
      ${icon('person')}<span class="words"><bdi>${name}</bdi>${number ? html` <bdi class="hint">${number}</bdi>` : ''}</span>
      ${
        droppable
          ? button({
              action: 'dropParty',
              label: words('action.dropParty', { name }),
              icon: 'cancel',
              look: 'quiet small',
              iconOnly: true,
              busy: runs(party.number),
              onClick: () => drop(party.number),
            })
          : ''
      }
    </li>`;
  };
  return html`<ul class="parties" aria-label=${words('call.parties')}>${parties.map(line)}</ul>`;
};

export const partyStyles = css`
  .parties {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    max-block-size: 30vh;
    margin: 0;
    padding: 0;
    overflow-y: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    list-style: none;
  }

  .party {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    min-block-size: 36px;
    padding-block: var(--_space);
    padding-inline: calc(var(--_space) * 2.5) var(--_space);
  }

  .party + .party {
    border-block-start: 1px solid var(--_border);
  }

  .party .icon {
    flex: none;
    color: var(--_muted);
  }

  .party .words {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
`;
